import type { Payout } from "../operations/payouts/payout-schemas.ts";
import { findState } from "../states/find-state.ts";
import { type PayoutOutcomeName, payoutStateTable } from "../states/payout-state-tables.ts";

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
  const { outcome } = findState(payoutStateTable, payout.state, "the payout");
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
