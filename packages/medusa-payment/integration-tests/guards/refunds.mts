import type { Guard } from "./guard.mts";

export const refunds: Guard[] = [
  {
    test: "refund: keeps a refund of Medusa's own button waiting for a destination",
    without: [
      { file: "refunds/medusa/book-refund.ts", text: 'state: "awaiting_destination"', instead: 'state: "ready"' },
    ],
  },
  {
    test: "refunds: a cancelled order's refund waits for an address, and its money is in Medusa's books",
    without: [
      {
        file: "providers/calypso/service.ts",
        text: "    await bookMedusaRefund(this.#ledger, refund, payment.currency_code, row);\n",
        instead:
          '    if (row) throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "the refund has no destination");\n',
      },
    ],
  },
  {
    test: "refunds: refunds on an order that is cancelled already: booked and paid out once (Medusa's workflow pays and then refuses)",
    without: [
      {
        file: "refunds/medusa/book-in-medusa.ts",
        text: `if (await isCanceled(container, order_id)) await bookOnCanceled(container, refund, input);
    else await container`,
        instead: "await container",
      },
    ],
  },
  {
    test: "refund-recovery: leaves Medusa's totals as if it had never been, after every sequence",
    without: [
      {
        file: "refunds/medusa/reverse-refund.ts",
        text: "  if (isInBooks) await takeOutOfBooks(container, refund);\n",
        instead: "",
      },
    ],
  },
  {
    test: "refund-recovery: an answer that is lost leaves the refund unknown, never failed, and one payout",
    without: [
      {
        file: "refunds/payout/submit-payout.ts",
        text: "idempotencyKey: payout.idempotency_key,",
        instead: "idempotencyKey: crypto.randomUUID(),",
      },
    ],
  },
  {
    test: "refund-recovery: an answer that is lost leaves the refund unknown, never failed, and one payout",
    without: [
      {
        file: "refunds/payout/submit-payout.ts",
        text: 'return endSending(container, payout, wasRefused ? "failed" : "unknown", error.message, actor);',
        instead: 'return endSending(container, payout, "failed", error.message, actor);',
      },
    ],
  },
  {
    test: "refund-guards: when two instances decide at once: the database lets one of them",
    without: [
      {
        file: "modules/ledger/repositories/refund-repository.ts",
        text: "if (!refund || moving)",
        instead: "if (!refund)",
      },
    ],
  },
  {
    // Begun reversals cancel the attempts too, so that either holds alone.
    test: "refund-guards: when two instances decide at once: the database lets one of them",
    without: [
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
  },
  {
    test: "refund-guards: when a payout was made although its request was refused",
    without: [
      {
        file: "refunds/payout/submit-payout.ts",
        text: "const found = wasRefused ? ",
        instead: "const found = (false as boolean) ? ",
      },
    ],
  },
  {
    test: "refund-guards: when the ledger thinks that it was never sent and the vendor has it",
    without: [
      {
        file: "refunds/medusa/reverse-refund.ts",
        text: 'const found = last?.outcome === "pending" ? ',
        instead: 'const found = last && last.outcome !== "pending" ? ',
      },
    ],
  },
  {
    test: "refund-attacks: holds for two instances that count at the same moment: it is counted in the database",
    without: [
      {
        file: "modules/ledger/repositories/refund-repository.ts",
        text: "      await trx.raw(\"SELECT pg_advisory_xact_lock(hashtext('calypso-refunds-of-the-day'))\");\n",
        instead: "",
      },
    ],
  },
  {
    test: "refund-attacks: can't be had for one amount and used for another",
    without: [
      {
        file: "refunds/request/request-refund.ts",
        text: '    if (basis === "custom") await checkCustomAmount(ledger, gateway, asked);\n',
        instead: "",
      },
    ],
  },
  {
    test: "refund-attacks: can't be had for one amount and used for another",
    without: [
      {
        file: "refunds/destination/set-destination.ts",
        text: 'if (refund.basis !== "fiat" && crypto_currency !== refund.crypto_currency) {',
        instead: "if ((false as boolean) && crypto_currency !== refund.crypto_currency) {",
      },
    ],
  },
];
