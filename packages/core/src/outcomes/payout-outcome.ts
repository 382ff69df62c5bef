import { CalypsoStateError } from "../errors.ts";
import type { Payout } from "../operations/payouts/payout-schemas.ts";
import { describe } from "./invoice-outcome.ts";

/** `in_progress` may still become any of the others, which are final. */
export type PayoutOutcomeName = "in_progress" | "completed" | "failed" | "canceled";

export interface PayoutOutcome {
  outcome: PayoutOutcomeName;
  /** Whether it can't change anymore. Send the money again only after a final failure or cancellation. */
  final: boolean;
  transactionHash: string | undefined;
  /** Statuses of its unresolved errors, for example `NOT_ENOUGH_FUNDS`: why it is stuck. */
  problems: string[];
}

/**
 * What a payout, as read from the API, means. Pure and total; an unknown state is an error.
 *
 * @throws {CalypsoStateError} code `unknown_state`.
 * @example
 * const { outcome, final, problems } = payoutOutcome(await client.payout.get({ idempotencyKey }));
 * if (!final && problems.length > 0) console.log(`stuck: ${problems}`);
 */
export function payoutOutcome(payout: Pick<Payout, "state"> & Partial<Payout>): PayoutOutcome {
  const outcome = outcomeOf(payout.state);
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

function outcomeOf(state: string): PayoutOutcomeName {
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
        `the payout is in a state unknown to this version (${describe(state)}): update the package`,
        { code: "unknown_state" },
      );
  }
}
