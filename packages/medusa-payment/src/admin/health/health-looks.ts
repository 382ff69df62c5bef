import type { Health, HealthStatus } from "../api/types";
import { sentence } from "../format/sentence";
import type { MessageKey } from "../i18n/messages";
import type { Looks } from "../payments/payment-looks";

const COLORS = { ok: "green", warn: "orange", fail: "red" } as const;
const VERDICTS = { ok: "health.allGood", warn: "health.someWarn", fail: "health.someFail" } as const;

/** Each check's remedy is in the catalog under its name. */
const CHECKS = ["credentials", "clock", "webhooks", "events", "reconcile", "backlog"] as const;
type Check = (typeof CHECKS)[number];

const isKnown = (name: string): name is Check => (CHECKS as readonly string[]).includes(name);

export const healthLooks = (status: HealthStatus): Looks => ({ color: COLORS[status], label: `health.${status}` });

export const verdictOf = (status: HealthStatus): MessageKey => VERDICTS[status];

/** What a check is called; one of a newer server by its own name. */
export const checkName = (name: string): MessageKey | undefined => (isKnown(name) ? `health.${name}` : undefined);

/** What to do about a check that isn't well. */
export function remedyOf({ name, status }: { name: string; status: HealthStatus }): MessageKey | undefined {
  return status === "ok" || !isKnown(name) ? undefined : `health.${name}Remedy`;
}

/**
 * What a check found, in the reader's language where the answer's own fields tell it, else in the server's sentence. Null where the
 * state says it all.
 */
export function findingOf(
  { name, status, message }: Health["checks"][number],
  { last_event_at, last_reconcile_at }: Pick<Health, "last_event_at" | "last_reconcile_at">,
): { key: MessageKey; date?: string } | { sentence: string } | null {
  switch (name) {
    case "credentials":
      return status === "ok" ? { key: "health.keyWorks" } : { sentence: sentence(message) };
    case "events":
      return last_event_at ? { key: "health.lastEvent", date: last_event_at } : { key: "health.noEvent" };
    case "reconcile":
      return last_reconcile_at ? { key: "health.lastRun", date: last_reconcile_at } : { key: "health.noRun" };
    case "backlog":
      return null;
    default:
      return { sentence: sentence(message) };
  }
}
