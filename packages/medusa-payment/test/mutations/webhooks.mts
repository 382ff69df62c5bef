import type { RegressionGroup } from "./regression.mts";

const booksWhateverCame = [
  {
    file: "payment/read-payment.ts",
    text: 'if (read.outcome !== "settled") return read.outcome;',
    instead: 'if (read.outcome === "waiting") return read.outcome;',
  },
  {
    file: "payment/read-payment.ts",
    text: 'return row.outcome === "settled" || row.accepted_at || read.inFull || toppedUp ? "settled" : "underpaid";',
    instead: 'return toppedUp ? "settled" : "settled";',
  },
];

export const webhooks: RegressionGroup = {
  title: "Webhooks",
  regressions: [
    {
      problem: "Medusa's webhook route acknowledges before it processes, and loses the event in a crash",
      test: "medusa/medusa-regressions: Medusa's own webhook route has nothing to act on: it acknowledges before it works",
      mutations: [
        [
          {
            file: "providers/calypso/service.ts",
            text: "return { action: PaymentActions.NOT_SUPPORTED };",
            instead: "return { action: PaymentActions.CANCELED };",
          },
        ],
      ],
    },
    {
      problem: "the webhook's amount becomes the order's transaction",
      test: "sessions/session-lifecycle: captures exactly the order's amount of an overpaid invoice and lists the surplus",
      mutations: [
        [
          {
            file: "settle/capture-payment.ts",
            text: "{ payment_id: payment.id, amount: session.amount }",
            instead: "{ payment_id: payment.id, amount: row.received }",
          },
        ],
        [
          {
            file: "settle/close-payment.ts",
            text: "if (!surplus || attention) return row;",
            instead: 'if (!surplus || attention !== "overpaid") return row;',
          },
        ],
      ],
    },
    {
      problem: "an underpaid webhook that precedes the order is booked as paid in full",
      test: "sessions/session-lifecycle: keeps an underpaid order back, shows the remainder, and takes the top-up",
      mutations: [booksWhateverCame],
    },
    {
      problem: "an underpaid invoice is accepted in Calypso's dashboard",
      test: "sessions/session-lifecycle: doesn't capture an underpaid invoice that was taken for paid at the vendor's, not here",
      mutations: [booksWhateverCame.slice(1)],
    },
    {
      problem: "a stale session completes another shopper's cart",
      test: "sessions/session-lifecycle: never completes another cart with a stale session (the webhook's filter would match every row)",
      mutations: [
        [
          {
            file: "payment/load-payment-context.ts",
            text: "fields: COLLECTION_FIELDS, filters: { id: payment_collection_id } }",
            instead: "fields: COLLECTION_FIELDS, filters: {} }",
          },
        ],
      ],
    },
    {
      problem: "a webhook and the cart's completion race",
      issues: [13301],
      test: "medusa/medusa-regressions: 16 deliveries and completions at once (#13301): one order, one capture, one of each event",
      mutations: [
        [
          {
            file: "payment/with-payment.ts",
            text: "return container.resolve(Modules.LOCKING).execute(key, locked, { timeout: LOCK_TIMEOUT_S });",
            instead: "return locked();",
          },
        ],
      ],
    },
    {
      problem: "events before any money complete the cart",
      issues: [14205],
      test: "medusa/medusa-regressions: events before any money don't complete the cart (#14205)",
      mutations: [
        [
          {
            file: "settle/settle-payment.ts",
            text: 'return clearAttention(context, row, ["underpaid", "mismatch"]);',
            instead: "return applyDetected(context, row);",
          },
        ],
      ],
    },
    {
      problem: "events of failed and cancelled payments are dropped",
      issues: [16398],
      test: "sessions/session-lifecycle: closes an expired one without order, and refuses its session",
      mutations: [
        [
          {
            file: "settle/apply-closed.ts",
            text: ': updatePayment(context, given, { closed_at: new Date() }, { action: "payment.closed" });',
            instead: ": given;",
          },
        ],
      ],
    },
    {
      problem: "a paid cart that can't be completed is refunded automatically",
      test: "sessions/session-lifecycle: answers 503, books nothing, refunds nothing, and settles when the stock is back",
      mutations: [
        [
          {
            file: "settle/place-order.ts",
            text: '    await flagAttention(context, row, "cannot_complete", { words: (error as Error).message });\n',
            instead: "",
          },
        ],
        // Then Medusa's workflow does it in its order: first the money, then the cart.
        [
          {
            file: "settle/apply-settled.ts",
            text: "const needsOrder = loaded.cartId && !loaded.orderOfCart;",
            instead: "const needsOrder = loaded.cartId && !loaded.orderOfCart && loaded.orderOfCollection;",
          },
        ],
      ],
    },
    {
      problem: "a second capture, or a full capture after a partial one",
      issues: [14411],
      test: "settle/repairs: captured in part by an admin: what is left is captured, not the whole once more (#14411)",
      mutations: [
        [
          {
            file: "settle/capture-payment.ts",
            text: "{ payment_id: payment.id, amount: left }",
            instead: "{ payment_id: payment.id, amount: payment.amount }",
          },
        ],
      ],
    },
    {
      problem: "`payment.captured` isn't emitted after the Admin's status check",
      issues: [16727],
      test: "medusa/medusa-regressions: Admin's Check status on an awaited payment authorizes it, and the webhook captures it (#16727)",
      mutations: [
        [
          {
            file: "settle/capture-payment.ts",
            text: "await run(container, row, capturePaymentWorkflowId, { payment_id: payment.id, amount: left }",
            instead: "await container.resolve(Modules.PAYMENT).capturePayment({ payment_id: payment.id, amount: left }",
          },
        ],
      ],
    },
    {
      problem: "the storefront completes the cart and no webhook arrives",
      test: "medusa/medusa-regressions: captures what the shopper completed, with every webhook lost",
      mutations: [
        [
          {
            file: "subscribers/order-placed.ts",
            text: '      if (row.outcome === "settled" && !row.captured_at) await applyOutcome(context, row);\n',
            instead: "",
          },
        ],
      ],
    },
  ],
};
