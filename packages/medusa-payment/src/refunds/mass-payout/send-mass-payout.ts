import { CalypsoRejectedError, CalypsoUnknownOutcomeError } from "@calypso-commerce/core";
import type { MedusaContainer } from "@medusajs/framework/types";
import { clientFor } from "../../client/client-for";
import { LEDGER } from "../../modules/ledger/key";
import type { Actor, BatchRow, PayoutRow } from "../../modules/ledger/types";
import { reachedPayout } from "../payout/payout-steps";
import { findMassPayout } from "./find-mass-payout";
import { recordMassPayout } from "./record-mass-payout";

/**
 * Sends a mass payout under its key; the same rows make the same request, however often. The caller holds the batch's lock.
 *
 * One that the vendor refuses ends with all its attempts, and its refunds are ready again.
 */
export async function sendMassPayout(
  container: MedusaContainer,
  batch: BatchRow,
  payouts: PayoutRow[],
  actor: Actor,
): Promise<void> {
  const ledger = container.resolve(LEDGER);
  const startedAt = new Date();
  reachedPayout("sending", batch.id);
  try {
    const mass = await clientFor(ledger.settings).payout.createMass({
      currency: batch.currency,
      name: `Refunds ${batch.id}`,
      idempotencyKey: batch.idempotency_key,
      // The comment tells equal rows apart: by it each finds its withdrawal.
      massAddresses: payouts.map(({ id, destination, amount }) => ({
        depositAddress: destination,
        amount,
        comment: id,
      })),
    });
    reachedPayout("sent", batch.id);
    await recordMassPayout(container, batch, payouts, mass, actor, startedAt);
    reachedPayout("recorded", batch.id);
  } catch (error) {
    const reason = (error as Error).message;
    if (error instanceof CalypsoUnknownOutcomeError) {
      await ledger.batches.change(batch.id, { outcome: "unknown", error: reason });
      return;
    }
    if (!(error instanceof CalypsoRejectedError)) throw error;
    // A repetition may be refused because the first request worked after all: its key decides, not the refusal.
    const mass = await findMassPayout(clientFor(ledger.settings), batch);
    if (mass) return recordMassPayout(container, batch, payouts, mass, actor, startedAt);
    await ledger.batches.change(batch.id, { outcome: "refused", error: reason });
    for (const payout of payouts) {
      const isOurs = await ledger.payouts.endSending(payout, "canceled", reason);
      const audit = { actor, action: "refund.refused", from_state: "submitting", to_state: "ready", reason };
      const changes = { state: "ready" as const, error: reason };
      if (isOurs) await ledger.refunds.changeOpen(payout.refund_id, changes, audit, ["submitting", "ready"]);
    }
  }
}
