import type { RegressionGroup } from "./regression.mts";

/** Errors of what Medusa asks of a provider at a bad moment go no further. */
const quietly = {
  file: "providers/calypso/service.ts",
  text: `    try {
      await work();
    } catch (error) {
      this.#cradle.logger.error(\`Calypso: \${what} could not be recorded: \${(error as Error).message}\`);
    }
`,
  instead: "    await work();\n",
};

export const sessions: RegressionGroup = {
  title: "Sessions",
  regressions: [
    {
      problem: "changing a cart deletes its sessions",
      issues: [15589],
      test: "sessions/session-lifecycle: keeps the old invoice watched, and lists its money when no session has its amount",
      mutations: [
        [
          {
            file: "settle/apply-settled.ts",
            text: "return flagAttention(context, row, attention, { code: match.problem });",
            instead: "return attention ? row : row;",
          },
        ],
      ],
    },
    {
      problem: "the new session, with another amount, gets the old invoice's money",
      test: "sessions/session-lifecycle: never gives the old invoice's money to the new session over another amount",
      mutations: [
        // The cart's amount holds without the session's, and the other way round.
        [
          { file: "settle/match-session.ts", text: "    decimal.equals(session.amount, row.amount) &&\n", instead: "" },
          {
            file: "settle/match-session.ts",
            text: "    decimal.equals(collection.amount, row.amount) &&\n",
            instead: "",
          },
        ],
      ],
    },
    {
      problem: "an error in deletePayment blocks the checkout",
      issues: [14027, 10093],
      test: "sessions/session-lifecycle: deletes a session whose data the storefront forged, and one without data, without a word",
      mutations: [
        [
          {
            file: "providers/calypso/service.ts",
            text: `      const row = await this.#rowOfPayUrl(data);
      if (row) await`,
            instead: `      const row = await this.#rowOfSession(undefined, data);
      if (row) await`,
          },
          quietly,
        ],
      ],
    },
    {
      problem: "an error of the ledger in deletePayment blocks the checkout",
      test: "sessions/session-lifecycle: deletes a session although the ledger can't be written",
      mutations: [[quietly]],
    },
    {
      problem: "reloading the page creates a new session",
      test: "sessions/session-lifecycle: shows a reloaded page the same invoice, without making another",
      mutations: [
        [
          {
            file: "providers/calypso/find-reusable-payment.ts",
            text: "return paid ?? same.findLast((row) => isWaiting(row, wanted, now));",
            instead: "return paid;",
          },
        ],
      ],
    },
    {
      problem: "two invoices of a cart are paid",
      test: "sessions/session-lifecycle: captures one and lists the other when two invoices of a cart are paid",
      mutations: [
        [
          {
            file: "settle/apply-settled.ts",
            text: "if (isTaken && !row.captured_at) {",
            instead: "if (isTaken && row.captured_at) {",
          },
        ],
      ],
    },
    {
      problem: "the storefront writes into the session's data",
      test: "purchase/purchase: gives the storefront only what it may read, and overwrites whatever it sent",
      mutations: [
        [
          {
            file: "providers/calypso/session-data.ts",
            text: "return { ...erased, ...payment };",
            instead: "return { ...payment };",
          },
        ],
      ],
    },
    {
      problem: "cancelling an order whose payment is pending informs no provider",
      test: "sessions/session-lifecycle: while the payment is awaited: money that still comes is booked on it and listed",
      mutations: [
        [
          {
            file: "settle/close-payment.ts",
            text: 'return flagAttention(context, captured, "canceled", { code: "order_canceled" });',
            instead: "return captured;",
          },
        ],
      ],
    },
    {
      problem: "a cancelled payment is refused permanently",
      issues: [15623],
      test: "sessions/session-lifecycle: after its payment was authorized and cancelled: the money is listed, not lost, and its webhooks end",
      mutations: [
        [
          {
            file: "settle/apply-settled.ts",
            text: '  if (session.payment?.canceledAt) return flagAttention(context, row, "canceled", { code: "payment_canceled" });\n',
            instead: "",
          },
        ],
      ],
    },
  ],
};
