import { matchWithdrawals, payoutOutcome, withdrawalOutcome } from "@calypso-commerce/core";
import { type MassPayout, type Withdrawal, withdrawalStates } from "@calypso-commerce/core/schemas";
import type { MedusaContainer } from "@medusajs/framework/types";
import { clientFor } from "../../client/client-for";
import { LEDGER } from "../../modules/ledger/key";
import type { Actor, BatchRow, PayoutRow } from "../../modules/ledger/types";
import { describePayoutProblems } from "../payout/payout-problems";
import { recordOutcome } from "../payout/sync-payout";

/** Writes what the vendor answered about a mass payout and each of its rows. */
export async function recordMassPayout(
  container: MedusaContainer,
  batch: BatchRow,
  payouts: PayoutRow[],
  mass: MassPayout,
  actor: Actor,
  startedAt: Date,
): Promise<void> {
  const ledger = container.resolve(LEDGER);
  const client = clientFor(ledger.settings);
  const whole = payoutOutcome(mass);
  const withdrawals: Withdrawal[] = [];
  const request = { stateNames: [...withdrawalStates], dealId: mass.id, pageSize: 100 };
  for await (const withdrawal of client.payout.listWithdrawals(request)) withdrawals.push(withdrawal);
  const rows = payouts.map(({ id, destination, amount }) => ({ depositAddress: destination, amount, comment: id }));
  const matched = matchWithdrawals(rows, withdrawals);
  for (const [index, payout] of payouts.entries()) {
    const withdrawal = matched[index]?.withdrawal;
    const changes = withdrawal ? changesOf(withdrawal, payout) : changesOfMissing(mass, whole.outcome);
    if (changes) await recordOutcome(container, payout, changes, actor, startedAt);
  }
  const now = await ledger.payouts.listByBatch(batch.id);
  const isDone = whole.final && now.every(({ outcome }) => outcome !== "in_progress" && outcome !== "unknown");
  const outcome = isDone ? "done" : "in_progress";
  await ledger.batches.change(batch.id, {
    vendor_id: mass.id,
    state: mass.state,
    outcome,
    read_at: startedAt,
    error: null,
  });
}

function changesOf(withdrawal: Withdrawal, payout: PayoutRow): Partial<PayoutRow> {
  const row = withdrawalOutcome(withdrawal);
  const open = withdrawal.withdrawalErrors.filter(
    (error) => error.errorResolved !== true && error.status !== "SUCCESS",
  );
  const problems = open.flatMap(({ status }) => status ?? []);
  const details = open.flatMap(({ errorMessage }) => errorMessage ?? []);
  // Another transaction took its context: nobody knows here which, and it is no reason to pay again.
  const outcome = row === "replaced" ? "in_progress" : row;
  const replaced = "the transaction was replaced by another: see in Calypso's dashboard which";
  return {
    state: withdrawal.state,
    outcome,
    transaction_hash: withdrawal.transactionHash ?? payout.transaction_hash,
    fee: withdrawal.calypsoFee ?? payout.fee,
    error: row === "replaced" ? replaced : describePayoutProblems(outcome, problems, details),
  };
}

/** A row that the vendor hasn't made yet is under way; once the whole is over without it, it shares its end. */
function changesOfMissing(mass: MassPayout, outcome: string): Partial<PayoutRow> | undefined {
  if (outcome === "failed" || outcome === "canceled") {
    return { state: mass.state, outcome, error: describePayoutProblems(outcome, [], []) };
  }
  return outcome === "in_progress" ? { state: mass.state, outcome } : undefined;
}
