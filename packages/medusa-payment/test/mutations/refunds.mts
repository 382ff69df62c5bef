import type { RegressionGroup } from "./regression.mts";

export const refunds: RegressionGroup = {
  title: "Refunds",
  regressions: [
    {
      problem: "Medusa's refund button has no field for an address",
      test: "refunds/refund: keeps a refund of Medusa's own button waiting for a destination",
      mutations: [
        [{ file: "refunds/medusa/book-refund.ts", text: 'state: "awaiting_destination"', instead: 'state: "ready"' }],
      ],
    },
    {
      problem: "cancelling an order ignores the provider's errors and books the refund",
      test: "refunds/refunds: a cancelled order's refund waits for an address, and its money is in Medusa's books",
      mutations: [
        [
          {
            file: "providers/calypso/service.ts",
            text: "    await bookMedusaRefund(this.#ledger, refund, payment.currencyCode, row);\n",
            instead:
              '    if (row) throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "the refund has no destination");\n',
          },
        ],
      ],
    },
    {
      problem: "a refund of a cancelled order is paid out and then refused",
      test: "refunds/refunds: refunds on an order that is cancelled already: booked and paid out once (Medusa's workflow pays and then refuses)",
      mutations: [
        [
          {
            file: "refunds/medusa/book-in-medusa.ts",
            text: `if (await isOrderCanceled(container, order_id)) await bookOnCanceled(container, refund, input);
    else await container`,
            instead: "await container",
          },
        ],
      ],
    },
    {
      problem: "Medusa has no state for a refund that fails later",
      test: "refunds/refund-recovery: leaves Medusa's totals as if it had never been, after every sequence",
      mutations: [
        [
          {
            file: "refunds/medusa/reverse-refund.ts",
            text: "  if (isInBooks) await takeOutOfBooks(container, refund);\n",
            instead: "",
          },
        ],
      ],
    },
    {
      problem: "each attempt has a new idempotency key",
      test: "refunds/refund-recovery: an answer that is lost leaves the refund unknown, never failed, and one payout",
      mutations: [
        [
          {
            file: "refunds/payout/submit-payout.ts",
            text: "idempotencyKey: payout.idempotency_key,",
            instead: "idempotencyKey: crypto.randomUUID(),",
          },
        ],
        [
          {
            file: "refunds/payout/submit-payout.ts",
            text: 'return endSending(container, payout, wasRefused ? "failed" : "unknown", error.message, actor);',
            instead: 'return endSending(container, payout, "failed", error.message, actor);',
          },
        ],
      ],
    },
    {
      problem: "a refund is sent and reversed at the same moment",
      test: "refunds/refund-conflicts: when two instances decide at once: the database lets one of them",
      mutations: [
        [
          {
            file: "modules/ledger/repositories/refund-repository.ts",
            text: "if (!refund || moving)",
            instead: "if (!refund)",
          },
        ],
        // Begun reversals cancel the attempts too, so that either holds alone.
        [
          {
            file: "modules/ledger/repositories/payout-repository.ts",
            text: "if (!refund || refund.reversing_at || refund.reversed_at) return undefined;",
            instead: "if (!refund) return undefined;",
          },
          {
            file: "modules/ledger/repositories/payout-repository.ts",
            text: `        .where({ id: payout.id, outcome: payout.outcome })
        .whereIn("outcome", ["pending", "unknown"])
`,
            instead: "        .where({ id: payout.id })\n",
          },
        ],
      ],
    },
    {
      problem: "a payout exists although its request was refused",
      test: "refunds/refund-conflicts: when a payout was made although its request was refused",
      mutations: [
        [
          {
            file: "refunds/payout/submit-payout.ts",
            text: "const found = wasRefused ? ",
            instead: "const found = (false as boolean) ? ",
          },
        ],
      ],
    },
    {
      problem: "a payout exists that the ledger doesn't know",
      test: "refunds/refund-conflicts: when the ledger thinks that it was never sent and the vendor has it",
      mutations: [
        [
          {
            file: "refunds/medusa/reverse-refund.ts",
            text: 'const found = last?.outcome === "pending" ? ',
            instead: 'const found = last && last.outcome !== "pending" ? ',
          },
        ],
      ],
    },
    {
      problem: "two instances count against the daily limit at once",
      test: "security/refund-attacks: holds for two instances that count at the same moment: it is counted in the database",
      mutations: [
        [
          {
            file: "modules/ledger/repositories/refund-repository.ts",
            text: "      await trx.raw(\"SELECT pg_advisory_xact_lock(hashtext('calypso-refunds-of-the-day'))\");\n",
            instead: "",
          },
        ],
      ],
    },
    {
      problem: "a small refund pays out a large amount",
      test: "security/refund-attacks: can't be had for one amount and used for another",
      mutations: [
        [
          {
            file: "refunds/request/request-refund.ts",
            text: '    if (basis === "custom") await checkCustomAmount(ledger, client, asked);\n',
            instead: "",
          },
        ],
        [
          {
            file: "refunds/destination/set-destination.ts",
            text: 'if (refund.basis !== "fiat" && crypto_currency !== refund.crypto_currency) {',
            instead: "if ((false as boolean) && crypto_currency !== refund.crypto_currency) {",
          },
        ],
      ],
    },
  ],
};
