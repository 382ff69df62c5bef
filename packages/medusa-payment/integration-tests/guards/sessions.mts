import type { Guard } from "./guard.mts";

/** Errors of what Medusa asks of a provider at a bad moment go no further. */
const quietly = {
  file: "providers/calypso/service.ts",
  text: `    try {
      await work();
    } catch (error) {
      this.#cradle.logger.error(\`Calypso: \${what} could not be noted: \${(error as Error).message}\`);
    }
`,
  instead: "    await work();\n",
};

export const sessions: Guard[] = [
  {
    test: "fates: deletes a session whose data the storefront forged, and one without data, without a word",
    without: [
      {
        file: "providers/calypso/service.ts",
        text: `      const row = await this.#rowOfPayUrl(data);
      if (row) await`,
        instead: `      const row = await this.#rowOfSession(undefined, data);
      if (row) await`,
      },
      quietly,
    ],
  },
  {
    test: "fates: keeps the old invoice watched, and lists its money when no session has its amount",
    without: [
      {
        file: "settle/apply-settled.ts",
        text: 'note(settling, row, "superseded", "its payment session is gone, and no other of the cart has this amount")',
        instead: "row",
      },
    ],
  },
  {
    // The cart's amount holds without the session's, and the other way round.
    test: "fates: never gives the old invoice's money to the new session over another amount",
    without: [
      { file: "settle/session-for.ts", text: "    decimal.equals(session.amount, row.amount) &&\n", instead: "" },
      { file: "settle/session-for.ts", text: "    decimal.equals(collection.amount, row.amount) &&\n", instead: "" },
    ],
  },
  {
    test: "fates: deletes a session although the ledger can't be written",
    without: [quietly],
  },
  {
    test: "fates: shows a reloaded page the same invoice, without making another",
    without: [
      {
        file: "providers/calypso/reusable-payment.ts",
        text: "return paid ?? same.findLast((row) => isWaiting(row, wanted, now));",
        instead: "return paid;",
      },
    ],
  },
  {
    test: "fates: captures one and lists the other when two invoices of a cart are paid",
    without: [
      {
        file: "settle/apply-settled.ts",
        text: '  if (isTaken && !row.captured_at) return note(settling, row, "duplicate", "the cart was paid already");\n',
        instead: "",
      },
    ],
  },
  {
    test: "purchase: gives the storefront only what it may read, and overwrites whatever it sent",
    without: [
      {
        file: "providers/calypso/session-data.ts",
        text: "return { ...erased, ...payment };",
        instead: "return { ...payment };",
      },
    ],
  },
  {
    test: "fates: while the payment is awaited: money that still comes is booked on it and listed",
    without: [
      {
        file: "settle/apply-settled.ts",
        text: '      row = await note(settling, row, "canceled", "the order had been cancelled; the payment is captured on it");\n',
        instead: "",
      },
    ],
  },
  {
    test: "fates: after its payment was authorized and cancelled: the money is listed, not lost, and no webhook comes for ever",
    without: [
      {
        file: "settle/apply-settled.ts",
        text: '  if (session.payment?.canceled_at) return note(settling, row, "canceled", "the payment was cancelled in Medusa");\n',
        instead: "",
      },
    ],
  },
];
