import { CalypsoStateError } from "../errors.ts";
import type { Payout } from "../operations/payouts/payout-schemas.ts";
import { describe } from "./invoice-outcome.ts";

/** `in_progress` may still become any of the others; they are final. */
export type PayoutOutcomeName = "in_progress" | "completed" | "failed" | "canceled";

export interface PayoutOutcome {
  outcome: PayoutOutcomeName;
  /** Whether it can change no more. Only after a final failure or cancellation may the money be sent anew. */
  final: boolean;
  transactionHash: string | undefined;
  /** Why it does not move, from its unresolved errors: for example `NOT_ENOUGH_FUNDS`. */
  problems: string[];
}

/**
 * What a payout, as read from the API, means. Pure and total.
 *
 * @throws {CalypsoStateError} code `unknown_state`.
 */
export function payoutOutcome(payout: Pick<Payout, "state"> & Partial<Payout>): PayoutOutcome {
  const outcome = nameOf(payout.state);
  const problems = (payout.errors?.withdrawalErrors ?? [])
    .flatMap(({ errors }) => errors)
    .filter(({ status, errorResolved }) => status !== undefined && status !== "SUCCESS" && errorResolved !== true)
    .map(({ status }) => status as string);
  return {
    outcome,
    final: outcome !== "in_progress",
    transactionHash: payout.transactionHash,
    problems: [...new Set(problems)],
  };
}

function nameOf(state: string): PayoutOutcomeName {
  switch (state) {
    case "CREATION_IN_PROGRESS":
    case "PENDING_CONFIRMATION":
    case "CONFIRMED":
    case "IN_PROGRESS":
      return "in_progress";
    case "COMPLETED":
      return "completed";
    case "FAILED":
      return "failed";
    case "CANCELED":
      return "canceled";
    default:
      throw new CalypsoStateError(
        `the payout is in a state that this version does not know (${describe(state)}): update the package`,
        { code: "unknown_state" },
      );
  }
}
