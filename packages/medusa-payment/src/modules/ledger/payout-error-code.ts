/** What an admin has to know of a payout's end, beyond its outcome. Decided by; the sentence beside it is made from it. */
export const payoutErrorCodes = [
  /** An earlier payout, after which another was made, moved money after all. */
  "paid_twice",
  /** A payout moved money although its refund was taken back. */
  "paid_after_reversal",
  /** Calypso called the payout completed before it called it failed or cancelled. */
  "completed_before",
] as const;

export type PayoutErrorCode = (typeof payoutErrorCodes)[number];

/** A new sentence about a row replaces the code of the one before. */
export function withErrorCode<Changes extends { error?: string | null; error_code?: PayoutErrorCode | null }>(
  changes: Changes,
): Changes {
  return "error" in changes && !("error_code" in changes) ? { ...changes, error_code: null } : changes;
}
