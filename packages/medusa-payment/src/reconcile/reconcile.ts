import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { LEDGER } from "../modules/ledger/key";
import { settlePayment } from "../settle/settle-payment";
import { announceLostOrders } from "./announce-lost-orders";
import { eachLimited } from "./each-limited";
import { findChangedInvoices } from "./find-changed-invoices";
import { findStuckPayments } from "./find-stuck-payments";
import { holdJob } from "./hold-job";
import { reconcileRefunds } from "./reconcile-refunds";
import { repairOrphanOrders } from "./repair-orphan-orders";

const JOB = "reconcile";

export interface ReconcileOptions {
  /** Signed reads under way at once. @default 4 */
  concurrency?: number;
  /** Invoices on one page of the vendor's list. @default 100 */
  pageSize?: number;
  /** Younger changes are left to their webhooks, in milliseconds. @default 60000 */
  graceMs?: number;
  /** How long this run keeps other instances out if it dies, in milliseconds. It is renewed while the run lasts. @default 60000 */
  claimMs?: number;
}

export interface ReconcileReport {
  /** Another instance is at it. */
  skipped?: true;
  /** Payments whose signed read was asked for. */
  payments: number;
  refunds: number;
  /** Orders whose lost announcement was made again. */
  announced: number;
  /** Orders without cart and payment that a killed completion left behind, cancelled. */
  orphans: number;
  failures: number;
  durationMs: number;
}

/**
 * Finds what no webhook told: invoices and payouts that changed, work that was interrupted, events that were lost. It only finds;
 * what follows is decided by the same signed reads and done by the same functions as for a webhook.
 */
export async function reconcile(container: MedusaContainer, options: ReconcileOptions = {}): Promise<ReconcileReport> {
  const { concurrency = 4, pageSize = 100, graceMs = 60_000, claimMs = 60_000 } = options;
  const ledger = container.resolve(LEDGER);
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  const startedAt = Date.now();
  const claim = await holdJob(ledger, JOB, claimMs, logger);
  if (!claim) return { ...nothing, skipped: true };
  const report = { ...nothing };
  try {
    const ids = new Set<string>();
    for await (const id of findStuckPayments(ledger, graceMs)) ids.add(id);
    for await (const id of findChangedInvoices(ledger, { pageSize, graceMs })) ids.add(id);
    const failures = await eachLimited(ids, concurrency, (id) => settlePayment(container, id, "job"));
    for (const { item, error } of failures)
      logger.warn(`Calypso: payment ${item} is not settled yet: ${error.message}`);
    report.payments = ids.size;
    const refunds = await reconcileRefunds(container, { concurrency, graceMs });
    report.refunds = refunds.checked;
    report.announced = await announceLostOrders(container);
    report.orphans = await repairOrphanOrders(container, claim.watermark);
    report.failures = failures.length + refunds.failures;
    return report;
  } finally {
    report.durationMs = Date.now() - startedAt;
    await claim.finish(report, new Date(startedAt));
  }
}

const nothing: ReconcileReport = { payments: 0, refunds: 0, announced: 0, orphans: 0, failures: 0, durationMs: 0 };
