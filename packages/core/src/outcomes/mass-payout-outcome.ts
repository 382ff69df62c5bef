import type { MassPayout } from "../operations/payouts/mass-payout-schemas.ts";
import type { Withdrawal } from "../operations/payouts/payout-schemas.ts";
import type { WithdrawalOutcomeName } from "../states/payout-state-tables.ts";
import { payoutOutcome } from "./payout-outcome.ts";
import { withdrawalOutcome } from "./withdrawal-outcome.ts";

/** `partly_completed`: final, but some rows were not paid. */
export type MassPayoutOutcomeName = "in_progress" | "completed" | "partly_completed" | "failed" | "canceled";

export interface MassPayoutOutcome {
  outcome: MassPayoutOutcomeName;
  /** Whether no row can change anymore. */
  final: boolean;
  /** Number of rows by outcome. `missing`: Calypso has not created their withdrawals yet. */
  rows: Record<WithdrawalOutcomeName | "missing", number>;
}

/**
 * What a mass payout and its rows mean. Calypso reports COMPLETED as soon as one row is paid and none is in progress, and
 * creates the rows' withdrawals only some time after the payout, so only the rows tell whether all were paid.
 *
 * @param withdrawals all of its withdrawals, from every page
 * @param rowCount number of rows requested
 * @throws {CalypsoStateError} code `unknown_state`.
 * @example
 * const { outcome, rows } = massPayoutOutcome(massPayout, withdrawals, request.massAddresses.length);
 * if (outcome === "partly_completed") console.log(`${rows.failed} rows failed`);
 *
 * Source: documentation, "How to create a mass payout via API", "Get data about payout state".
 */
export function massPayoutOutcome(
  massPayout: Pick<MassPayout, "state">,
  withdrawals: readonly Pick<Withdrawal, "state">[],
  rowCount: number,
): MassPayoutOutcome {
  const rows = { in_progress: 0, completed: 0, failed: 0, canceled: 0, replaced: 0, missing: 0 };
  for (const withdrawal of withdrawals) rows[withdrawalOutcome(withdrawal)]++;
  rows.missing = Math.max(rowCount - withdrawals.length, 0);
  const whole = payoutOutcome(massPayout).outcome;
  const outcome = outcomeOf(whole, rows);
  return { outcome, final: outcome !== "in_progress", rows };
}

function outcomeOf(
  whole: ReturnType<typeof payoutOutcome>["outcome"],
  rows: MassPayoutOutcome["rows"],
): MassPayoutOutcomeName {
  if (whole === "in_progress" || rows.in_progress > 0) return "in_progress";
  if (whole !== "completed") return rows.completed > 0 ? "partly_completed" : whole;
  if (rows.missing > 0) return "in_progress";
  return rows.failed + rows.canceled + rows.replaced > 0 ? "partly_completed" : "completed";
}
