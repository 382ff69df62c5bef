import type { Health, HealthStatus } from "../api/health";
import type { StateAppearance } from "../components/state-badge";
import { toSentence } from "../format/to-sentence";
import type { MessageKey } from "../i18n/messages";

const COLORS = { ok: "green", warn: "orange", fail: "red" } as const;
const VERDICTS = { ok: "health.allGood", warn: "health.someWarn", fail: "health.someFail" } as const;

/** The checks that have a name and a remedy in the texts. */
const CHECKS = ["credentials", "clock", "webhooks", "events", "reconcile", "backlog", "lifetime"] as const;
type Check = (typeof CHECKS)[number];

const isKnown = (name: string): name is Check => (CHECKS as readonly string[]).includes(name);

export const healthAppearance = (status: HealthStatus): StateAppearance => ({
  color: COLORS[status],
  label: `health.${status}`,
});

export const verdictOf = (status: HealthStatus): MessageKey => VERDICTS[status];

/** The name of a check. Undefined for a check that only a newer server knows. */
export const checkName = (name: string): MessageKey | undefined => (isKnown(name) ? `health.${name}` : undefined);

/** What to do about a failed check. */
export function remedyOf({ name, status }: { name: string; status: HealthStatus }): MessageKey | undefined {
  return status === "ok" || !isKnown(name) ? undefined : `health.${name}Remedy`;
}

/**
 * The finding of a check: a text in the reader's language if the answer has the facts for it, otherwise the server's
 * sentence. Null if the state says enough.
 */
export function findingOf(
  { name, status, message }: Health["checks"][number],
  { last_event_at, last_reconcile_at }: Pick<Health, "last_event_at" | "last_reconcile_at">,
): { key: MessageKey; date?: string } | { sentence: string } | null {
  switch (name) {
    case "credentials":
      return status === "ok" ? { key: "health.keyWorks" } : { sentence: toSentence(message) };
    case "events":
      return last_event_at ? { key: "health.lastEvent", date: last_event_at } : { key: "health.noEvent" };
    case "reconcile":
      return last_reconcile_at ? { key: "health.lastRun", date: last_reconcile_at } : { key: "health.noRun" };
    case "backlog":
      return null;
    default:
      return { sentence: toSentence(message) };
  }
}
