import type { Guard } from "./guard.mts";

const booksWhateverCame = [
  {
    file: "settle/read-payment.ts",
    text: 'if (read.outcome !== "settled") return read.outcome;',
    instead: 'if (read.outcome === "waiting") return read.outcome;',
  },
  {
    file: "settle/read-payment.ts",
    text: 'return row.outcome === "settled" || row.accepted_at || read.inFull || toppedUp ? "settled" : "underpaid";',
    instead: 'return toppedUp ? "settled" : "settled";',
  },
];

export const webhooks: Guard[] = [
  {
    test: "traps: Medusa's own webhook route has nothing to act on: it acknowledges before it works",
    without: [
      {
        file: "providers/calypso/service.ts",
        text: "return { action: PaymentActions.NOT_SUPPORTED };",
        instead: "return { action: PaymentActions.CANCELED };",
      },
    ],
  },
  {
    test: "fates: captures exactly the order's amount of an overpaid invoice and lists the surplus",
    without: [
      {
        file: "settle/apply-settled.ts",
        text: "{ payment_id: payment.id, amount: session.amount }",
        instead: "{ payment_id: payment.id, amount: row.received }",
      },
    ],
  },
  {
    test: "fates: captures exactly the order's amount of an overpaid invoice and lists the surplus",
    without: [
      {
        file: "settle/apply-settled.ts",
        text: "if (row.surplus && !row.attention)",
        instead: 'if (row.surplus && row.attention === "overpaid")',
      },
    ],
  },
  {
    test: "fates: keeps an underpaid order back, shows the remainder, and takes the top-up",
    without: booksWhateverCame,
  },
  {
    test: "fates: doesn't capture an underpaid invoice that was taken for paid at the vendor's, not here",
    without: booksWhateverCame.slice(1),
  },
  {
    test: "fates: never completes another cart with a stale session (the webhook's filter would match every row)",
    without: [
      {
        file: "settle/locate.ts",
        text: "fields: COLLECTION_FIELDS, filters: { id: payment_collection_id } }",
        instead: "fields: COLLECTION_FIELDS, filters: {} }",
      },
    ],
  },
  {
    test: "traps: 16 deliveries and completions at once (#13301): one order, one capture, one of each event",
    without: [
      {
        file: "settle/settle-payment.ts",
        text: "return container.resolve(Modules.LOCKING).execute(key, inside, { timeout: LOCK_TIMEOUT_S });",
        instead: "return inside();",
      },
    ],
  },
  {
    test: "traps: events before any money don't complete the cart (#14205)",
    without: [
      {
        file: "settle/settle-payment.ts",
        text: 'return clear(settling, row, ["underpaid", "mismatch"]);',
        instead: "return applyDetected(settling, row);",
      },
    ],
  },
  {
    test: "fates: closes an expired one without order, and refuses its session",
    without: [
      {
        file: "settle/apply-closed.ts",
        text: 'return row.closed_at ? row : keep(settling, row, { closed_at: new Date() }, "payment.closed");',
        instead: "return row;",
      },
    ],
  },
  {
    test: "fates: answers 503, books nothing, refunds nothing, and settles when the stock is back",
    without: [
      {
        file: "settle/place-order.ts",
        text: '    await note(settling, row, "cannot_complete", (error as Error).message);\n',
        instead: "",
      },
    ],
  },
  {
    // Then Medusa's workflow does it in its order: first the money, then the cart.
    test: "fates: answers 503, books nothing, refunds nothing, and settles when the stock is back",
    without: [
      {
        file: "settle/apply-settled.ts",
        text: "if (cart_id && !order_of_cart) {",
        instead: "if (cart_id && !order_of_cart && place.order_of_collection) {",
      },
    ],
  },
  {
    test: "heals: captured in part by an admin: what is left is captured, not the whole once more (#14411)",
    without: [
      {
        file: "settle/apply-settled.ts",
        text: "{ payment_id: payment.id, amount: left }",
        instead: "{ payment_id: payment.id, amount: payment.amount }",
      },
    ],
  },
  {
    test: "traps: Admin's Check status on an awaited payment authorizes it, and the webhook captures it (#16727)",
    without: [
      {
        file: "settle/apply-settled.ts",
        text: "await run(container, row, CAPTURE_PAYMENT, { payment_id: payment.id, amount: left }",
        instead: "await container.resolve(Modules.PAYMENT).capturePayment({ payment_id: payment.id, amount: left }",
      },
    ],
  },
  {
    test: "traps: captures what the shopper completed, with every webhook lost",
    without: [
      {
        file: "subscribers/order-placed.ts",
        text: '      if (row.outcome === "settled" && !row.captured_at) await applyOutcome(settling, row);\n',
        instead: "",
      },
    ],
  },
];
