import type { MedusaContainer } from "@medusajs/framework/types";
import { clientFor } from "../client/client-for";
import { LEDGER } from "../modules/ledger/key";
import {
  checkBacklog,
  checkClock,
  checkCredentials,
  checkEvents,
  checkLifetime,
  checkReconcile,
  checkWebhooks,
  type HealthCheck,
  worstStatus,
} from "./health-checks";

export interface Health {
  status: HealthCheck["status"];
  checks: HealthCheck[];
  balances: { currency: string; amount: string }[];
  backlog: Record<string, number>;
  last_event_at: Date | null;
  last_reconcile_at: Date | null;
}

/** Checks whether payments can arrive. Calls the vendor twice and changes nothing. */
export async function checkHealth(container: MedusaContainer): Promise<Health> {
  const ledger = container.resolve(LEDGER);
  const client = clientFor(ledger.settings);
  const account = await client.account.get().catch((error: Error) => error);
  const subscriptions = await client.webhook.list().catch((error: Error) => error);
  const [backlog, events, job] = await Promise.all([
    ledger.health.countBacklog(),
    ledger.listLedgerDeliveries({}, { take: 1, order: { created_at: "DESC" } }),
    ledger.listLedgerJobs({ id: "reconcile" }),
  ]);
  const last_event_at = events[0]?.created_at ?? null;
  const last_reconcile_at = job[0]?.finished_at ?? null;
  const checks = [
    checkCredentials(account),
    checkClock(client.clockSkewMs),
    checkWebhooks(subscriptions, ledger.settings.webhooks),
    checkEvents(last_event_at, backlog),
    checkReconcile(last_reconcile_at),
    checkBacklog(backlog),
    checkLifetime(ledger.settings.checkout),
  ];
  const balances = account instanceof Error ? [] : account.balances;
  return { status: worstStatus(checks), checks, balances, backlog, last_event_at, last_reconcile_at };
}
