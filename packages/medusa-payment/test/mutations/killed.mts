import type { RegressionGroup } from "./regression.mts";

export const killed: RegressionGroup = {
  title: "What a killed process leaves",
  regressions: [
    {
      problem: "an order without its link to the cart",
      test: "settle/repairs: killed between the order's links: writes the missing link to the cart, else it would always be refused",
      mutations: [
        [
          {
            file: "settle/place-order.ts",
            text: `  if (orderOfCollection) {
    await repairCartLink(container, String(cartId), orderOfCollection);
    return { orderId: orderOfCollection, isFresh: false };
  }
`,
            instead: "",
          },
        ],
      ],
    },
    {
      problem: "an order without its link to the payment",
      test: "settle/repairs: killed between the order's links: writes the missing link to the payment, else the order would stay unpaid",
      mutations: [
        [
          {
            file: "settle/apply-settled.ts",
            text: "await repairCollectionLink(container, row, loaded);",
            instead: "repairCollectionLink.length === 0;",
          },
        ],
        [{ file: "settle/repair/repair-order-links.ts", text: "< interruptedAfterMs.completion", instead: "< 0" }],
      ],
    },
    {
      problem: "a capture without the order's transaction",
      test: "settle/repairs: killed after the capture: writes the order's missing transaction",
      mutations: [
        [
          {
            file: "settle/is-booked.ts",
            text: "return ids.every((id) => transactions.some(({ reference_id }) => reference_id === id));",
            instead: "return transactions.length >= 0;",
          },
        ],
      ],
    },
    {
      problem: "a capture without the order's transaction, of an invoice that Calypso has closed since",
      test: "settle/repairs: killed after the capture, of an invoice that the vendor has declined since: books what was captured, and lists it",
      mutations: [
        [
          {
            file: "settle/apply-closed.ts",
            text: "  await bookCaptured(context.container, row, await loadPaymentContext(context.container, row));\n",
            instead: "",
          },
        ],
      ],
    },
    {
      problem: "a capture that Medusa has started",
      test: "settle/repairs: killed while capturing: ends the capture that Medusa had begun, else it could never be captured",
      mutations: [
        [
          {
            file: "settle/repair/repair-capture.ts",
            text: "  await container.resolve(Modules.PAYMENT).updatePayment(marked);\n",
            instead: "",
          },
        ],
        [{ file: "payment/interrupted-after.ts", text: "capture: 60_000", instead: "capture: 0" }],
      ],
    },
    {
      problem: "an order without its `order.placed` event",
      test: "settle/repairs: killed before order.placed was sent: the job sends it, once",
      mutations: [
        [
          {
            file: "reconcile/announce-lost-orders.ts",
            text: '    if (isLost) await container.resolve(Modules.EVENT_BUS).emit({ name: "order.placed", data: { id: orderId } });\n',
            instead: "",
          },
        ],
      ],
    },
    {
      problem: "an accepted amount that Calypso doesn't know",
      test: "settle/repairs: takes up a decision over an amount that was interrupted before the vendor knew of it",
      mutations: [
        [{ file: "reconcile/find-stuck-payments.ts", text: ', "underpaid", "overpaid"]', instead: "]" }],
        [{ file: "reconcile/find-stuck-payments.ts", text: '.orWhereNotNull("accepted_at")', instead: "" }],
      ],
    },
    {
      problem: "an order without cart and payment",
      test: "settle/repairs: killed before any link: cancels the order that belongs to nobody, and frees its stock",
      mutations: [
        [
          {
            file: "reconcile/repair-orphan-orders.ts",
            text: "    await container.resolve(Modules.WORKFLOW_ENGINE).run(cancelOrderWorkflowId, { input: { order_id: id } });\n",
            instead: "",
          },
        ],
        [
          {
            file: "reconcile/repair-orphan-orders.ts",
            text: "new Date(Date.now() - staleMs);",
            instead: "new Date(Date.now() + Math.abs(staleMs));",
          },
        ],
      ],
    },
    {
      problem: "an order whose completion is still running looks the same",
      test: "settle/repairs: never cancels an order that a live completion hasn't linked yet, nor a linked one",
      mutations: [
        [{ file: "reconcile/repair-orphan-orders.ts", text: "      !order.cart &&\n", instead: "" }],
        [
          {
            file: "reconcile/repair-orphan-orders.ts",
            text: "      !order.cart &&\n      !order.payment_collections?.length,\n",
            instead: "      !order.cart,\n",
          },
        ],
      ],
    },
    {
      problem: "a cart lock in PostgreSQL that never expires",
      test: "settle/repairs: killed with the cart locked in PostgreSQL: frees the lock once it has expired, not before",
      mutations: [
        [
          {
            file: "settle/repair/repair-cart-lock.ts",
            text: "  await container.resolve(Modules.LOCKING).release(cartId);\n",
            instead: "",
          },
        ],
        [
          {
            file: "settle/repair/repair-cart-lock.ts",
            text: '    .where("expiration", "<", knex.fn.now())\n',
            instead: "",
          },
        ],
      ],
    },
    {
      problem: "a refund row in Medusa that the ledger doesn't know: the next refund gets its transaction",
      test: "refunds/refund-totals: killed before the ledger was told of Medusa's refund row: the row goes, and the next refund has one transaction",
      mutations: [
        [
          {
            file: "refunds/medusa/finish-booking.ts",
            text: "  await deleteUnbooked(container, refund);\n",
            instead: "",
          },
        ],
      ],
    },
    {
      problem: "a refund without its credit line, then a refund by the plugin",
      test: "refunds/refund-totals: killed before a refund's credit line, others follow by the plugin before it is gone on with",
      mutations: [
        [
          {
            file: "refunds/request/request-refund.ts",
            text: "if (!(await finishBookings(container, row.id, actor))) {",
            instead: 'if (row.id === "") {',
          },
        ],
      ],
    },
    {
      problem: "a refund without its credit line, then one with Medusa's button",
      test: "refunds/refund-totals: killed before a refund's credit line, others follow with Medusa's own button before it is gone on with",
      mutations: [
        [
          {
            file: "refunds/medusa/book-medusa-refund.ts",
            text: "  if (refund.metadata?.[REFUND_METADATA_KEY] === undefined) await finishOthers(row);\n",
            instead: "",
          },
        ],
      ],
    },
    {
      problem: "a credit line that the ledger doesn't know",
      test: "refunds/refund-totals: killed after a refund's credit line, it is taken back before it is gone on with",
      mutations: [
        [
          {
            file: "refunds/recovery/cancel-refund.ts",
            text: "const refund = await finishBooking(container, refundId, actor);",
            instead: "const refund = await getRefund(ledger, refundId);",
          },
        ],
      ],
    },
    {
      problem: "a refused refund changes the collection's refunded total",
      test: "refunds/refund-totals: while another change of the order is open Medusa takes none: refused, and the totals are as before",
      mutations: [
        [
          {
            file: "refunds/medusa/book-in-medusa.ts",
            text: "  await recountRefunded(container, String(refund.medusa_payment_id));\n",
            instead: "",
          },
        ],
      ],
    },
    {
      problem: "a refund row in Medusa without its transaction",
      test: "refunds/refund-recovery: after Medusa's refund row, before the order's transaction: the row goes, the refund is over",
      mutations: [
        [
          {
            file: "refunds/medusa/book-in-medusa.ts",
            text: "return rows.length > 0 && transactions.length > 0;",
            instead: "return rows.length > 0 && transactions.length >= 0;",
          },
        ],
      ],
    },
    {
      problem: "the job's claim",
      test: "settle/repairs: is done by one instance at a time, and by another after one has died with it",
      mutations: [
        [
          {
            file: "modules/ledger/repositories/job-repository.ts",
            text: '      .where((where) => where.whereNull("claimed_until").orWhere("claimed_until", "<", knex.fn.now()))\n',
            instead: "",
          },
        ],
      ],
    },
    {
      problem: "an invoice that may or may not exist at Calypso",
      test: "settle/repairs: ends a creation that the vendor never heard of, and takes up one that it did",
      mutations: [
        [
          {
            file: "settle/settle-payment.ts",
            text: ".catch((error: unknown) => abandonCreation(context, row, error))",
            instead: "",
          },
        ],
      ],
    },
  ],
};
