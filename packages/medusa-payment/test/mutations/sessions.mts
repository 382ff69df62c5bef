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
            text: "(orderId !== undefined || decimal.equals(collection.amount, row.amount))",
            instead: "orderId !== row.id",
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
      problem: "two requests at once leave two live sessions, and Medusa authorizes the first",
      test: "sessions/parallel-sessions: makes the second session the one that Medusa authorizes, if it was paid",
      mutations: [
        [
          {
            file: "settle/place-order.ts",
            text: "    await keepOnlySession(container, row.payment_collection_id, session.id);\n",
            instead: "",
          },
        ],
      ],
    },
    {
      problem: "the storefront completes over a session whose neighbour was paid",
      test: "sessions/parallel-sessions: lets the storefront complete when the second session was paid",
      mutations: [
        [
          {
            file: "providers/calypso/service.ts",
            text: "await findSessionPayment(this.#ledger, session)",
            instead: "await this.#ledger.payments.findBySession(session.id)",
          },
        ],
      ],
    },
    {
      problem: "two requests at once create two invoices",
      test: "sessions/parallel-sessions: of any two parallel requests, either invoice becomes one order and one exact capture",
      mutations: [
        [
          {
            file: "providers/calypso/open-session.ts",
            text: "return await locking.execute(key, open, { timeout });",
            instead: "return await (timeout > 0 ? open() : locking.execute(key, open, { timeout }));",
          },
        ],
      ],
    },
    {
      problem: "a second request deletes the session of the first while Calypso is slow",
      test: "sessions/parallel-sessions: tells a request whose session was replaced meanwhile to load the page again",
      mutations: [
        [
          {
            file: "providers/calypso/service.ts",
            text: "    await this.#checkSessionExists(sessionId);\n",
            instead: "",
          },
        ],
      ],
    },
    {
      problem: "another provider's payment of the order was captured",
      test: "sessions/parallel-sessions: lists crypto as a second payment once an admin captured the manual one",
      mutations: [
        [
          {
            file: "settle/apply-settled.ts",
            text: "if (!row.captured_at && (await isPaidOtherwise(context.container, loaded))) {",
            instead: "if (row.captured_at && (await isPaidOtherwise(context.container, loaded))) {",
          },
        ],
      ],
    },
    {
      problem: "another provider's payment is captured after the crypto",
      test: "sessions/parallel-sessions: cancels a manual payment that nobody captured, so that nobody captures it on top of the crypto",
      mutations: [
        [
          {
            file: "settle/order/cancel-other-payments.ts",
            text: "!canceledAt && captures.length === 0",
            instead: "canceledAt === captures",
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
