import type { Collection } from "../store/collection.ts";
import type { Fault } from "./fault.ts";

export type RequestFault = Exclude<Fault, { kind: `webhook-${string}` }>;

const isRequestFault = (fault: Fault): fault is RequestFault => !fault.kind.startsWith("webhook-");

function take(faults: Collection<Fault>, matches: (fault: Fault) => boolean): Fault[] {
  const taken = faults.all().filter(matches);
  for (const fault of taken) {
    if (fault.count === null) continue;
    if (fault.count === 1) faults.remove(fault.id);
    else faults.update(fault.id, { count: fault.count - 1 });
  }
  return taken;
}

/** Takes the faults that apply to a request and decreases their counts. */
export function takeRequestFaults(faults: Collection<Fault>, name: string, path: string): RequestFault[] {
  if (faults.size === 0) return [];
  const names: (string | undefined)[] = [undefined, "*", name, path];
  return take(faults, (fault) => isRequestFault(fault) && names.includes(fault.operation)) as RequestFault[];
}

type WebhookFault = Extract<Fault, { kind: `webhook-${string}` }>;

/** Takes the first fault of a kind that applies to an event type and decreases its count. */
export function takeWebhookFault<K extends WebhookFault["kind"]>(
  faults: Collection<Fault>,
  kind: K,
  eventType: string,
): Extract<WebhookFault, { kind: K }> | undefined {
  const events: (string | undefined)[] = [undefined, "*", eventType];
  const found = faults.all().find((fault) => fault.kind === kind && events.includes((fault as WebhookFault).event));
  if (!found) return undefined;
  return take(faults, ({ id }) => id === found.id)[0] as Extract<WebhookFault, { kind: K }>;
}
