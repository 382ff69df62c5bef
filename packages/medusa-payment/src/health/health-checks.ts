import { CalypsoError } from "@calypso-commerce/core";
import { raisedNetworks } from "../currencies/lifetime";
import type { CalypsoSettings } from "../options/calypso-options";

/** The result of one check. */
export interface HealthCheck {
  name: "credentials" | "clock" | "webhooks" | "events" | "reconcile" | "backlog" | "lifetime";
  /** `warn` works but needs attention. `fail` means that payments don't arrive. */
  status: "ok" | "warn" | "fail";
  /** The finding and, unless ok, what to do. */
  message: string;
}

/** The vendor refuses requests that are off by more than three minutes. */
const SKEW_WARN_MS = 60_000;
const RECONCILE_LATE_MS = 30 * 60_000;

export function checkCredentials(account: Error | { account: string }): HealthCheck {
  if (!(account instanceof Error)) return { name: "credentials", status: "ok", message: "the API key works" };
  const retryable = account instanceof CalypsoError && account.retryable;
  const advice = retryable ? "the vendor may be down" : "check credentials.publicKey, secretKey and account";
  return { name: "credentials", status: "fail", message: `${account.message}; ${advice}` };
}

/** @param skewMs this machine's clock minus the vendor's */
export function checkClock(skewMs: number | undefined): HealthCheck {
  const name = "clock";
  if (skewMs === undefined) return { name, status: "warn", message: "the vendor's clock is not known" };
  const status = Math.abs(skewMs) < SKEW_WARN_MS ? "ok" : "warn";
  const advice = status === "ok" ? "" : "; synchronize this machine's clock by NTP: the vendor refuses more than 180 s";
  const message = `this machine's clock is ${Math.round(skewMs / 1_000)} s off the vendor's${advice}`;
  return { name, status, message };
}

export function checkWebhooks(
  subscriptions: Error | { subscriptions: unknown[] },
  { relaySigningSecrets, keys }: CalypsoSettings["webhooks"],
): HealthCheck {
  const name = "webhooks";
  if (relaySigningSecrets.length + keys.length === 0) {
    const message = "no webhook can be verified: set webhooks.relaySigningSecret, or webhooks.keys if no relay is used";
    return { name, status: "fail", message };
  }
  if (subscriptions instanceof Error) return { name, status: "warn", message: subscriptions.message };
  const count = subscriptions.subscriptions.length;
  if (count > 0) return { name, status: "ok", message: `${count} subscription(s) at the vendor` };
  const message = "the vendor has no webhook subscription: create one for the relay's address";
  return { name, status: "fail", message };
}

export function checkEvents(lastEventAt: Date | null, { open_payments }: Record<string, number>): HealthCheck {
  const name = "events";
  if (lastEventAt) return { name, status: "ok", message: `the last event arrived ${lastEventAt.toISOString()}` };
  if (open_payments === 0) {
    return { name, status: "ok", message: "no event has arrived yet, and no payment is open" };
  }
  const message =
    "no event has arrived yet, though payments are open: does the vendor's subscription name the relay, and the relay this store?";
  return { name, status: "warn", message };
}

export function checkReconcile(lastRunAt: Date | null): HealthCheck {
  const name = "reconcile";
  if (!lastRunAt) {
    return { name, status: "warn", message: "the reconcile job has not run yet; it needs a worker process" };
  }
  const isLate = Date.now() - lastRunAt.getTime() > RECONCILE_LATE_MS;
  const advice = isLate ? "; it should run every 5 minutes: is a worker process running?" : "";
  const message = `the reconcile job last ran ${lastRunAt.toISOString()}${advice}`;
  return { name, status: isLate ? "warn" : "ok", message };
}

export function checkBacklog(backlog: Record<string, number>): HealthCheck {
  const { needing_attention = 0, settled_not_captured = 0 } = backlog;
  const counts = Object.entries(backlog).map(([name, count]) => `${count} ${name.replaceAll("_", " ")}`);
  const attention = "decide those that need attention on Admin's page of crypto payments";
  const uncaptured =
    "the reconcile job tries again to capture settled payments: each payment's history says why it could not";
  const advice = [...(needing_attention > 0 ? [attention] : []), ...(settled_not_captured > 0 ? [uncaptured] : [])];
  const message = [counts.join(", "), ...advice].join("; ");
  return { name: "backlog", status: advice.length > 0 ? "warn" : "ok", message };
}

/** Settings that would strand payments of slow networks are raised; the merchant should know. */
export function checkLifetime({ expiresAfterMinutes }: CalypsoSettings["checkout"]): HealthCheck {
  const name = "lifetime";
  const raised = raisedNetworks(expiresAfterMinutes);
  if (raised.length === 0) return { name, status: "ok", message: "invoices live long enough for every network" };
  const message = `checkout.expiresAfterMinutes is ${expiresAfterMinutes}, too short for ${raised.join(", ")}: it is raised for them`;
  return { name, status: "warn", message };
}

export function worstStatus(checks: HealthCheck[]): HealthCheck["status"] {
  const found = new Set(checks.map(({ status }) => status));
  return found.has("fail") ? "fail" : found.has("warn") ? "warn" : "ok";
}
