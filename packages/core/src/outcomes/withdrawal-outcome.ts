import type { Withdrawal } from "../operations/payouts/payout-schemas.ts";
import { findState } from "../states/find-state.ts";
import { type WithdrawalOutcomeName, withdrawalStateTable } from "../states/payout-state-tables.ts";

/**
 * What the state of a withdrawal, one row of a mass payout, means. Pure and total; an unknown state is an error.
 *
 * @throws {CalypsoStateError} code `unknown_state`.
 */
export function withdrawalOutcome({ state }: Pick<Withdrawal, "state">): WithdrawalOutcomeName {
  return findState(withdrawalStateTable, state, "the withdrawal").outcome;
}
