import type { RegressionGroup } from "./regression.mts";

export const completing: RegressionGroup = {
  title: "Completing a cart",
  regressions: [
    {
      problem: "Medusa never compares the session's amount with the cart's",
      issues: [16407],
      test: "sessions/session-lifecycle: refuses a session or cart whose amount changed behind the invoice's back",
      mutations: [
        [
          {
            file: "settle/match-session.ts",
            text: "(orderId !== undefined || decimal.equals(collection.amount, row.amount))",
            instead: "orderId !== row.id",
          },
        ],
        [
          {
            file: "providers/calypso/service.ts",
            text: "    await this.#checkAmount(read, context?.idempotency_key ?? row.session_id);\n",
            instead: "",
          },
        ],
      ],
    },
    {
      problem: "an order that is edited while its payment is awaited keeps a session over the old amount",
      test: "orders/changed-orders: edited up: what came is booked, the difference stays outstanding and can be paid",
      mutations: [
        [
          {
            file: "settle/match-session.ts",
            text: "(orderId !== undefined || decimal.equals(collection.amount, row.amount))",
            instead: "decimal.equals(collection.amount, row.amount)",
          },
        ],
        [
          {
            file: "settle/apply-settled.ts",
            text: "  if (orderId && !row.captured_at) await levelCollections(context.container, orderId);\n",
            instead: "",
          },
        ],
      ],
    },
    {
      problem: "an edit between authorization and capture cancels the payment",
      test: "orders/changed-orders: edited between authorization and capture: what came is booked although Medusa canceled the payment",
      mutations: [
        [
          {
            file: "settle/apply-settled.ts",
            text: "if (isUnusable && (await mayBookWithoutSession(context, row, loaded))) {",
            instead: "if (!match && (await mayBookWithoutSession(context, row, loaded))) {",
          },
        ],
      ],
    },
    {
      problem: "an order that existed before its payment is announced again",
      test: "orders/changed-orders: when an edit's outstanding amount is paid",
      mutations: [
        [
          {
            file: "modules/ledger/repositories/payment-repository.ts",
            text: '      .whereNotNull("cart_id")\n',
            instead: "",
          },
          {
            file: "reconcile/announce-lost-orders.ts",
            text: "if (!data[0] || payments.some(({ announced_at }) => announced_at !== null)) return false;",
            instead: "if (!data[0]) return false;",
          },
        ],
      ],
    },
    {
      problem: "a cart is completed with a waiting, declined or expired session",
      test: "purchase/purchase: refuses to complete an unpaid cart",
      mutations: [
        [
          {
            file: "providers/calypso/session-status.ts",
            text: 'waiting: { detected: "pending", settled: "pending" }',
            instead: 'waiting: { detected: "authorized", settled: "authorized" }',
          },
        ],
      ],
    },
    {
      problem: "a session that was authorized too early is terminal",
      issues: [12481],
      test: "medusa/medusa-regressions: a cart that was completed too early can be completed later (#12481)",
      mutations: [
        [
          {
            file: "providers/calypso/session-status.ts",
            text: 'waiting: { detected: "pending", settled: "pending" }',
            instead: 'waiting: { detected: "error", settled: "error" }',
          },
        ],
      ],
    },
    {
      problem: "a cancelled or failed session can't be authorized again",
      issues: [12481],
      test: "medusa/medusa-regressions: so can one whose invoice had expired, over an earlier invoice that was paid",
      mutations: [
        [{ file: "settle/place-order.ts", text: "    await reopenSession(container, session);\n", instead: "" }],
      ],
    },
    {
      problem: "money that is detected but not settled is captured",
      issues: [13837],
      test: "purchase/purchase: places the order with the payment awaiting when the money is seen, and captures when it is there",
      mutations: [
        [
          {
            file: "settle/apply-detected.ts",
            text: 'context.ledger.settings.payments) !== "detected"',
            instead: 'context.ledger.settings.payments) === "detected"',
          },
        ],
      ],
    },
    {
      problem: "a total has fractions of a cent",
      issues: [12789],
      test: "medusa/medusa-regressions: a total with parts of a cent (#12789) is asked for in cents and captured as it is",
      mutations: [
        [
          {
            file: "money/currency-digits.ts",
            text: "defaultCurrencies[currencyCode.toUpperCase()]?.decimal_digits ?? 2",
            instead: "currency_code.length + 1",
          },
        ],
      ],
    },
  ],
};
