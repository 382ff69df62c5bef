import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { LEDGER } from "../modules/ledger/key";
import { settlePaymentWorkflow } from "../workflows/settle-payment";
import { announceLostOrders } from "./announce-lost-orders";
import { collectFailures } from "./collect-failures";
import { findChangedInvoices } from "./find-changed-invoices";
import { findLateMoney } from "./find-late-money";
import { findStuckPayments } from "./find-stuck-payments";
import { holdJob } from "./hold-job";
import { reconcileRefunds } from "./reconcile-refunds";
import { repairOrphanOrders } from "./repair-orphan-orders";

const JOB = "reconcile";

export interface ReconcileOptions {
  /** Concurrent signed reads. @default 4 */
  concurrency?: number;
  /** Invoices per page of the vendor's list. @default 100 */
  pageSize?: number;
  /** Changes younger than this are left to their webhooks, in milliseconds. @default 60000 */
  graceMs?: number;
  /** How long a run that died keeps other instances out, in milliseconds. A live run renews its claim. @default 60000 */
  claimMs?: number;
  /** Least time between two looks for money of expired invoices, in milliseconds. @default 3600000 */
  lateMoneyMs?: number;
}

export interface ReconcileReport {
  /** Another instance holds the job. */
  skipped?: true;
  /** Payments that were settled, or tried to. */
  payments: number;
  refunds: number;
  /** Orders whose lost `order.placed` was sent again. */
  announced: number;
  /** Orders without cart and payment that a killed completion left behind; they were canceled. */
  orphans: number;
  failures: number;
  durationMs: number;
}

const EMPTY_REPORT: ReconcileReport = {
  payments: 0,
  refunds: 0,
  announced: 0,
  orphans: 0,
  failures: 0,
  durationMs: 0,
};

/**
 * Finds what no webhook reported: changed invoices and payouts, interrupted work, lost events. It only finds them. The same signed reads
 * and functions as for a webhook decide what follows.
 */
export async function reconcile(container: MedusaContainer, options: ReconcileOptions = {}): Promise<ReconcileReport> {
  const { concurrency = 4, pageSize = 100, graceMs = 60_000, claimMs = 60_000, lateMoneyMs = 60 * 60_000 } = options;
  const ledger = container.resolve(LEDGER);
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  const startedAt = Date.now();
  const claim = await holdJob(ledger, JOB, claimMs, logger);
  if (!claim) return { ...EMPTY_REPORT, skipped: true };
  const report = { ...EMPTY_REPORT };
  try {
    const ids = new Set<string>();
    for await (const id of findStuckPayments(ledger, graceMs)) ids.add(id);
    for await (const id of findChangedInvoices(ledger, { pageSize, graceMs })) ids.add(id);
    for (const id of await findLateMoney(ledger, { pageSize, claimMs, everyMs: lateMoneyMs, logger })) ids.add(id);
    const settle = settlePaymentWorkflow(container);
    const failures = await collectFailures(ids, concurrency, (payment_id) =>
      settle.run({ input: { payment_id, actor: "job" } }),
    );
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
