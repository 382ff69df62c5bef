import { readDate } from "@calypso-commerce/core";
import { decimal } from "@calypso-commerce/core/money";
import type { Logger } from "@medusajs/framework/types";
import { clientFor } from "../client/client-for";
import type LedgerModuleService from "../modules/ledger/service";
import { holdJob } from "./hold-job";

const JOB = "late-money";
const DAY_MS = 24 * 60 * 60_000;

interface FindOptions {
  pageSize: number;
  claimMs: number;
  /** Least time between two looks. */
  everyMs: number;
  logger: Logger;
}

/**
 * Finds closed payments whose expired invoice has money at the vendor by now: no webhook reported it, and nothing else looks at them. It
 * reads the vendor's list of archived invoices back to `payments.watchExpiredDays`, at most once in `everyMs`.
 */
export async function findLateMoney(ledger: LedgerModuleService, options: FindOptions): Promise<string[]> {
  const { watchExpiredDays } = ledger.settings.payments;
  if (watchExpiredDays === 0) return [];
  const startedAt = new Date();
  const job = await holdJob(ledger, JOB, options.claimMs, options.logger);
  if (!job) return [];
  const isDue = !job.watermark || job.watermark.getTime() <= startedAt.getTime() - options.everyMs;
  let reached = job.watermark ?? new Date(0);
  const found = new Set<string>();
  try {
    if (isDue) {
      for await (const id of listLate(ledger, options.pageSize, startedAt.getTime() - watchExpiredDays * DAY_MS))
        found.add(id);
      reached = startedAt;
    }
    return [...found];
  } finally {
    await job.finish({ found: found.size }, reached);
  }
}

async function* listLate(ledger: LedgerModuleService, pageSize: number, sinceMs: number): AsyncGenerator<string> {
  const request = {
    stateNames: ["ARCHIVED" as const],
    typeNames: ["SINGLE_FIAT" as const],
    sort: "DESC" as const,
    properties: "createdDate",
    pageSize,
  };
  for await (const page of clientFor(ledger.settings).invoice.list(request).pages()) {
    const funded = page.result.filter(({ totalDebitAmount }) => decimal.isPositive(totalDebitAmount));
    for (const row of await ledger.payments.listExpired(funded.map(({ id }) => id))) yield row.parent_id ?? row.id;
    const last = page.result.at(-1)?.createdDate;
    if (last && readDate(last) < sinceMs) return;
  }
}
