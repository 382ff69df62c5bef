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
            text: "    decimal.equals(collection.amount, row.amount) &&\n",
            instead: "",
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
            text: 'placeOrderOn !== "detected"',
            instead: 'placeOrderOn === "detected"',
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
