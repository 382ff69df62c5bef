import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { clientFor } from "../../client/client-for";
import { LEDGER } from "../../modules/ledger/key";
import type { Actor } from "../../modules/ledger/types";
import { withMassPayout } from "../with-refund";
import { findMassPayout } from "./find-mass-payout";
import { recordMassPayout } from "./record-mass-payout";
import { sendMassPayout } from "./send-mass-payout";

/** Reads a mass payout and its rows from the vendor; one that the vendor doesn't know is sent, under its key. */
export async function syncMassPayout(container: MedusaContainer, batchId: string, actor: Actor): Promise<void> {
  await withMassPayout(container, batchId, () => follow(container, batchId, actor));
}

async function follow(container: MedusaContainer, batchId: string, actor: Actor): Promise<void> {
  const ledger = container.resolve(LEDGER);
  const client = clientFor(ledger.settings);
  const batch = await ledger.batches.find(batchId);
  if (!batch) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Calypso: there is no mass payout ${batchId}`);
  const payouts = await ledger.payouts.listByBatch(batchId);
  const startedAt = new Date();
  const mass = await findMassPayout(client, batch);
  if (!mass) {
    if (batch.outcome === "unknown" || batch.outcome === "pending")
      await sendMassPayout(container, batch, payouts, actor);
    return;
  }
  await recordMassPayout(container, batch, payouts, mass, actor, startedAt);
}
