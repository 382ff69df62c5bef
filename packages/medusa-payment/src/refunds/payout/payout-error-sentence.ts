import type { PayoutErrorCode } from "../../modules/ledger/payout-error-code";

const LOOK = "look into Calypso's dashboard at once, the shopper may have been paid";

/** What an admin is told for a code. Nothing is decided by it. */
export function payoutErrorSentence(
  code: PayoutErrorCode,
  { before, now, problem }: { before: string; now: string | null; problem: string | null | undefined },
): string {
  const contradicted = `an earlier payout that Calypso had called ${before} is ${now} now`;
  switch (code) {
    case "paid_twice":
      return `${contradicted}: ${LOOK} twice`;
    case "paid_after_reversal":
      return `${contradicted}: ${LOOK} though the refund was taken back`;
    case "completed_before": {
      const found =
        "Calypso had called the payout completed: look for its transaction on the network before trying again";
      return problem ? `${found}; ${problem}` : found;
    }
  }
}
