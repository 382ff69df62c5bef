import { matchWithdrawals, payoutOutcome, withdrawalOutcome } from "@calypso-commerce/core";
import { type MassPayout, type Withdrawal, withdrawalStates } from "@calypso-commerce/core/schemas";
import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { clientFor, type VendorClient } from "../../client/client-for";
import { isNotFound } from "../../client/is-not-found";
import { LEDGER } from "../../modules/ledger/key";
import type { Actor, BatchRow, PayoutRow } from "../../modules/ledger/types";
import { withBatch } from "../locks";
import { problemOf } from "../payout/payout-problems";
import { recordOutcome } from "../payout/sync-payout";
import { sendBatch } from "./send-mass-payout";

/** Reads a mass payout and its rows from the vendor; one that the vendor doesn't know is sent, under its key. */
export async function followBatch(container: MedusaContainer, batchId: string, actor: Actor): Promise<void> {
  await withBatch(container, batchId, () => follow(container, batchId, actor));
}

async function follow(container: MedusaContainer, batchId: string, actor: Actor): Promise<void> {
  const ledger = container.resolve(LEDGER);
  const client = clientFor(ledger.settings);
  const batch = await ledger.batches.find(batchId);
  if (!batch) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Calypso: there is no mass payout ${batchId}`);
  const payouts = await ledger.payouts.listByBatch(batchId);
  const startedAt = new Date();
  const mass = await findMass(client, batch);
  if (!mass) {
    if (batch.outcome === "unknown" || batch.outcome === "pending") await sendBatch(container, batch, payouts, actor);
    return;
  }
  await recordBatch(container, batch, payouts, mass, actor, startedAt);
}

/** Writes what the vendor answered about a mass payout and each of its rows. */
export async function recordBatch(
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
    error: row === "replaced" ? replaced : problemOf(outcome, problems, details),
  };
}

/** A row that the vendor hasn't made yet is under way; once the whole is over without it, it shares its end. */
function changesOfMissing(mass: MassPayout, outcome: string): Partial<PayoutRow> | undefined {
  if (outcome === "failed" || outcome === "canceled") {
    return { state: mass.state, outcome, error: problemOf(outcome, [], []) };
  }
  return outcome === "in_progress" ? { state: mass.state, outcome } : undefined;
}

/** A mass payout by its key, if the vendor has it. */
export async function findMass(client: VendorClient, batch: BatchRow): Promise<MassPayout | undefined> {
  try {
    return await client.payout.getMass({ idempotencyKey: batch.idempotency_key });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
