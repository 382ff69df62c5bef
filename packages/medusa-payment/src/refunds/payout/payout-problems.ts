import type { WithdrawalErrorStatus } from "@calypso-commerce/core/schemas";

type Obstacle = Exclude<WithdrawalErrorStatus, "SUCCESS">;

/** What an admin is told about the vendor's reasons for which a payout doesn't move, and what to do. */
const SENTENCES: Record<Obstacle, string> = {
  NOT_ENOUGH_FUNDS: "the account has not enough of the currency: top it up at Calypso, and the payout continues",
  NOT_ENOUGH_FUNDS_FOR_COMMISSION:
    "the account has enough for the refund but not for the fee: top it up at Calypso, and the payout continues",
  EXCEEDING_LIMIT: "the account's withdrawal limit at Calypso is reached: ask Calypso for a higher one",
  NO_PERMISSION: "the API key may not make payouts: give it that permission in Calypso's dashboard",
};

const FAILED =
  "the payout failed at Calypso: check the address and try again, ask Calypso's support, or take the refund back";
const CANCELED = "the payout was cancelled at Calypso: try again, or take the refund back";

/**
 * A sentence for the admin about a payout that isn't well, or null.
 *
 * @param details the vendor's own words, where it gave some: they say how much is missing and where to send it
 */
export function describePayoutProblems(outcome: string, problems: string[], details: string[]): string | null {
  const sentences = problems.map(sentenceFor);
  if (outcome === "failed") sentences.unshift(FAILED);
  if (outcome === "canceled") sentences.unshift(CANCELED);
  if (sentences.length === 0) return null;
  const said = details.length > 0 ? ` (Calypso: ${[...new Set(details)].join(" ")})` : "";
  return `${sentences.join("; ")}${said}`;
}

function sentenceFor(problem: string): string {
  if (Object.hasOwn(SENTENCES, problem)) return SENTENCES[problem as Obstacle];
  return `Calypso says ${problem}: ask Calypso's support`;
}
