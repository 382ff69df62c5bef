import { CalypsoError } from "@calypso-commerce/core";
import type { MedusaContainer } from "@medusajs/framework/types";
import { clientFor } from "../client/client-for";
import { LEDGER } from "../modules/ledger/key";
import type { CalypsoSettings } from "../options/calypso-options";

/** One thing that was looked at. */
export interface HealthCheck {
  name: "credentials" | "clock" | "webhooks" | "events" | "reconcile" | "backlog";
  /** `warn` works and wants attention; `fail` means that payments don't arrive. */
  status: "ok" | "warn" | "fail";
  /** What was found and, unless ok, what to do. */
  message: string;
}

export interface Health {
  status: HealthCheck["status"];
  checks: HealthCheck[];
  balances: { currency: string; amount: string }[];
  backlog: Record<string, number>;
  last_event_at: Date | null;
  last_reconcile_at: Date | null;
}

/** The vendor refuses requests that are off by more than three minutes. */
const SKEW_WARN_MS = 60_000;
const RECONCILE_LATE_MS = 30 * 60_000;

/** Asks the vendor and the ledger whether payments can arrive. Two calls to the vendor; changes nothing. */
export async function checkHealth(container: MedusaContainer): Promise<Health> {
  const ledger = container.resolve(LEDGER);
  const { settings } = ledger;
  const client = clientFor(settings);
  const account = await client.account.get().catch((error: Error) => error);
  const subscriptions = await client.webhook.list().catch((error: Error) => error);
  const [backlog, events, job] = await Promise.all([
    ledger.health.countBacklog(),
    ledger.listLedgerDeliveries({}, { take: 1, order: { created_at: "DESC" } }),
    ledger.listLedgerJobs({ id: "reconcile" }),
  ]);
  const last_event_at = events[0]?.created_at ?? null;
  const last_reconcile_at = job[0]?.finished_at ?? null;
  const checks: HealthCheck[] = [
    credentials(account),
    clock(client.clockSkewMs),
    webhooks(subscriptions, settings.webhooks),
    heard(last_event_at, backlog),
    reconciled(last_reconcile_at),
    backlogged(backlog),
  ];
  const balances = account instanceof Error ? [] : account.balances;
  return { status: worst(checks), checks, balances, backlog, last_event_at, last_reconcile_at };
}

function credentials(account: Error | { account: string }): HealthCheck {
  if (!(account instanceof Error)) return { name: "credentials", status: "ok", message: "the API key works" };
  const retryable = account instanceof CalypsoError && account.retryable;
  const advice = retryable ? "the vendor may be down" : "check credentials.publicKey, secretKey and account";
  return { name: "credentials", status: "fail", message: `${account.message}; ${advice}` };
}

function clock(skewMs: number | undefined): HealthCheck {
  if (skewMs === undefined) return { name: "clock", status: "warn", message: "the vendor's clock is not known" };
  const seconds = Math.round(skewMs / 1_000);
  const status = Math.abs(skewMs) < SKEW_WARN_MS ? "ok" : "warn";
  const advice = status === "ok" ? "" : "; set this machine's clock by NTP: the vendor refuses more than 180 s";
  return { name: "clock", status, message: `this machine's clock is ${seconds} s off the vendor's${advice}` };
}

function webhooks(
  subscriptions: Error | { subscriptions: unknown[] },
  settings: CalypsoSettings["webhooks"],
): HealthCheck {
  const name = "webhooks";
  if (settings.relaySigningSecrets.length + settings.keys.length === 0) {
    const message =
      "no webhook can be verified: set webhooks.relaySigningSecret, or webhooks.keys where no relay is used";
    return { name, status: "fail", message };
  }
  if (subscriptions instanceof Error) return { name, status: "warn", message: subscriptions.message };
  const count = subscriptions.subscriptions.length;
  if (count > 0) return { name, status: "ok", message: `${count} subscription(s) at the vendor` };
  return {
    name,
    status: "fail",
    message: "the vendor has no webhook subscription: create one for the relay's address",
  };
}

function heard(at: Date | null, backlog: Record<string, number>): HealthCheck {
  const name = "events";
  if (at) return { name, status: "ok", message: `the last event came ${at.toISOString()}` };
  if (backlog.open_payments === 0)
    return { name, status: "ok", message: "no event has come yet, and no payment is open" };
  const message =
    "no event has come yet, though payments are open: does the vendor's subscription name the relay, and the relay this store?";
  return { name, status: "warn", message };
}

function reconciled(at: Date | null): HealthCheck {
  const name = "reconcile";
  if (!at) return { name, status: "warn", message: "the reconcile job has not run yet; it needs a worker process" };
  const isLate = Date.now() - at.getTime() > RECONCILE_LATE_MS;
  const advice = isLate ? "; it should every 5 minutes: is a worker process running?" : "";
  return { name, status: isLate ? "warn" : "ok", message: `the reconcile job last ran ${at.toISOString()}${advice}` };
}

function backlogged(backlog: Record<string, number>): HealthCheck {
  const parts = Object.entries(backlog).map(([what, count]) => `${count} ${what.replaceAll("_", " ")}`);
  const { needing_attention = 0, settled_not_captured = 0 } = backlog;
  const advice = [
    needing_attention > 0 ? "decide those that need attention on Admin's page of crypto payments" : "",
    settled_not_captured > 0
      ? "the reconcile job tries again to capture what is settled: see each payment's history for why not"
      : "",
  ].filter(Boolean);
  const status = advice.length > 0 ? "warn" : "ok";
  return { name: "backlog", status, message: [parts.join(", "), ...advice].join("; ") };
}

function worst(checks: HealthCheck[]): HealthCheck["status"] {
  const found = new Set(checks.map(({ status }) => status));
  return found.has("fail") ? "fail" : found.has("warn") ? "warn" : "ok";
}
