import type { Guard } from "./guard.mts";

export const killed: Guard[] = [
  {
    test: "heals: killed between the order's links: writes the missing link to the cart, else it would be refused for ever",
    without: [
      {
        file: "settle/place-order.ts",
        text: `  if (order_of_collection) {
    await healCartLink(container, cart_id, order_of_collection);
    return { order_id: order_of_collection, isFresh: false };
  }
`,
        instead: "",
      },
    ],
  },
  {
    test: "heals: killed after the capture: writes the order's missing transaction",
    without: [
      {
        file: "settle/booked.ts",
        text: "return ids.every((id) => transactions.some(({ reference_id }) => reference_id === id));",
        instead: "return transactions.length >= 0;",
      },
    ],
  },
  {
    test: "heals: killed while capturing: ends the capture that Medusa had begun, else it would refuse to capture for ever",
    without: [
      {
        file: "settle/heal-capture.ts",
        text: "  await container.resolve(Modules.PAYMENT).updatePayment(marked);\n",
        instead: "",
      },
    ],
  },
  {
    test: "heals: killed while capturing: ends the capture that Medusa had begun, else it would refuse to capture for ever",
    without: [{ file: "settle/heal-capture.ts", text: "STALE_MS = 60_000", instead: "STALE_MS = 0" }],
  },
  {
    test: "heals: killed before order.placed was sent: the job sends it, once",
    without: [
      {
        file: "reconcile/announce-lost-orders.ts",
        text: '    await container.resolve(Modules.EVENT_BUS).emit({ name: "order.placed", data: { id: row.order_id } });\n',
        instead: "",
      },
    ],
  },
  {
    test: "heals: killed before any link: cancels the order that belongs to nobody, and frees its stock",
    without: [
      {
        file: "reconcile/heal-orphan-orders.ts",
        text: '    await container.resolve(Modules.WORKFLOW_ENGINE).run("cancel-order", { input: { order_id: id } });\n',
        instead: "",
      },
    ],
  },
  {
    test: "heals: killed before any link: cancels the order that belongs to nobody, and frees its stock",
    without: [
      {
        file: "reconcile/heal-orphan-orders.ts",
        text: "new Date(Date.now() - staleMs);",
        instead: "new Date(Date.now() + Math.abs(staleMs));",
      },
    ],
  },
  {
    test: "heals: never cancels an order that a live completion hasn't linked yet, nor a linked one",
    without: [{ file: "reconcile/heal-orphan-orders.ts", text: "      !order.cart &&\n", instead: "" }],
  },
  {
    test: "heals: never cancels an order that a live completion hasn't linked yet, nor a linked one",
    without: [
      {
        file: "reconcile/heal-orphan-orders.ts",
        text: "      !order.cart &&\n      !order.payment_collections?.length,\n",
        instead: "      !order.cart,\n",
      },
    ],
  },
  {
    test: "heals: killed between the order's links: writes the missing link to the payment, else the order would be unpaid for ever",
    without: [
      {
        file: "settle/apply-settled.ts",
        text: "  if (await healCollectionLink(container, row, place)) place = await locate(container, row);\n",
        instead: "",
      },
    ],
  },
  {
    test: "heals: killed between the order's links: writes the missing link to the payment, else the order would be unpaid for ever",
    without: [{ file: "settle/heal-order-links.ts", text: "< COMPLETION_MS", instead: "< 0" }],
  },
  {
    test: "heals: takes up a decision over an amount that was interrupted before the vendor knew of it",
    without: [{ file: "reconcile/find-stuck-payments.ts", text: ', "underpaid", "overpaid"]', instead: "]" }],
  },
  {
    test: "heals: takes up a decision over an amount that was interrupted before the vendor knew of it",
    without: [{ file: "reconcile/find-stuck-payments.ts", text: '.orWhereNotNull("accepted_at")', instead: "" }],
  },
  {
    test: "heals: killed with the cart locked in PostgreSQL: frees the lock once it has expired, not before",
    without: [
      {
        file: "settle/heal-cart-lock.ts",
        text: "  await container.resolve(Modules.LOCKING).release(cart_id);\n",
        instead: "",
      },
    ],
  },
  {
    test: "heals: killed with the cart locked in PostgreSQL: frees the lock once it has expired, not before",
    without: [
      { file: "settle/heal-cart-lock.ts", text: '    .where("expiration", "<", knex.fn.now())\n', instead: "" },
    ],
  },
  {
    test: "refund-recovery: after Medusa's refund row, before the order's transaction: the row goes, the refund is over",
    without: [
      {
        file: "refunds/medusa/book-in-medusa.ts",
        text: "return rows.length > 0 && transactions.length > 0;",
        instead: "return rows.length > 0 && transactions.length >= 0;",
      },
    ],
  },
  {
    test: "heals: is done by one instance at a time, and by another after one has died with it",
    without: [
      {
        file: "modules/ledger/repositories/job-repository.ts",
        text: '      .where((where) => where.whereNull("claimed_until").orWhere("claimed_until", "<", knex.fn.now()))\n',
        instead: "",
      },
    ],
  },
  {
    test: "heals: ends a creation that the vendor never heard of, and takes up one that it did",
    without: [
      {
        file: "settle/settle-payment.ts",
        text: ".catch((error: unknown) => giveUp(settling, row, error))",
        instead: "",
      },
    ],
  },
  {
    test: "heals: killed after the capture, of an invoice that the vendor has declined since: books what was captured, and lists it",
    without: [{ file: "settle/apply-closed.ts", text: "  await bookWhatIsCaptured(settling, row);\n", instead: "" }],
  },
  {
    test: "refund-totals: killed before a refund's credit line, others follow by the plugin before it is gone on with",
    without: [
      {
        file: "refunds/request/request-refund.ts",
        text: "if (!(await finishBookings(container, row.id, actor))) {",
        instead: 'if (row.id === "") {',
      },
    ],
  },
  {
    test: "refund-totals: killed before a refund's credit line, others follow with Medusa's own button before it is gone on with",
    without: [
      {
        file: "refunds/medusa/book-medusa-refund.ts",
        text: "  if (refund.metadata?.[REFUND_METADATA_KEY] === undefined) await finishOthers(row);\n",
        instead: "",
      },
    ],
  },
  {
    test: "refund-totals: killed after a refund's credit line, it is taken back before it is gone on with",
    without: [
      {
        file: "refunds/recovery/cancel-refund.ts",
        text: "const refund = await finishBooking(container, refundId, actor);",
        instead: "const refund = await getRefund(ledger, refundId);",
      },
    ],
  },
  {
    test: "refund-totals: while another change of the order is open Medusa takes none: refused, and the totals are as before",
    without: [
      {
        file: "refunds/medusa/book-in-medusa.ts",
        text: "  await recountRefunded(container, String(refund.medusa_payment_id));\n",
        instead: "",
      },
    ],
  },
  {
    test: "refund-totals: killed before the ledger was told of Medusa's refund row: the row goes, and the next refund has one transaction",
    without: [
      { file: "refunds/medusa/finish-booking.ts", text: "  await deleteUnbooked(container, refund);\n", instead: "" },
    ],
  },
];
