import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { LEDGER } from "../modules/ledger/key";
import { syncMassPayout } from "../refunds/mass-payout/sync-mass-payout";
import { checkRefund } from "../refunds/recovery/check-refund";
import { collectFailures } from "./collect-failures";

const BATCH = 200;

interface Options {
  concurrency: number;
  graceMs: number;
}

/** Continues refunds whose payout was interrupted, or whose result no webhook reported. */
export async function reconcileRefunds(container: MedusaContainer, { concurrency, graceMs }: Options) {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  const ledger = container.resolve(LEDGER);
  const olderThan = new Date(Date.now() - graceMs);
  const batches = await ledger.batches.listOpen(olderThan, BATCH);
  const stuck = await collectFailures(batches, concurrency, ({ id }) => syncMassPayout(container, id, "job"));
  for (const { item, error } of stuck) logger.warn(`Calypso: mass payout ${item.id} is stuck: ${error.message}`);
  const refunds = await ledger.refunds.listUnfinished(olderThan, BATCH);
  const failures = await collectFailures(refunds, concurrency, ({ id }) => checkRefund(container, id, "job"));
  for (const { item, error } of failures) logger.warn(`Calypso: refund ${item.id} is stuck: ${error.message}`);
  return { checked: refunds.length + batches.length, failures: failures.length + stuck.length };
}
