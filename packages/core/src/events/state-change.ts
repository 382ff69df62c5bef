import { type EntityKind, eventCatalog } from "./catalog.ts";
import type { CalypsoEvent } from "./parse-event.ts";

/** What an event says, in terms that stay the same over the vendor's aliases and tables. */
export interface StateChange {
  /** `<entity>.<change>` in lower case, for example `invoice.paid`; `<entity>.unknown`, or `unknown`, for an unknown event. */
  type: string;
  entity: {
    kind: EntityKind;
    /** The object's system id, or the best there is of its other ids: never empty. */
    id: string;
    idempotencyKey?: string;
    /** The merchant's own id. */
    externalId?: string;
  };
  /** The vendor's name of the event: the first of its aliases, or as received when unknown. */
  event: string;
  /** The state that the event claims, where it claims one. A hint: read the object. */
  state: string | undefined;
}

/** What to forward of an event. It never fails: what can't be told is `unknown`. */
export function toStateChange(event: CalypsoEvent): StateChange {
  const data = event.data as Record<string, unknown>;
  const definition = event.type === "unknown" ? undefined : eventCatalog[event.type];
  const kind = definition?.entity ?? kindOfUnknown(event.receivedType);
  const change = definition?.change ?? "unknown";
  const idempotencyKey = textOf(data, "idempotencyKey");
  const externalId = textOf(data, "externalId");
  return {
    type: kind === "unknown" ? "unknown" : `${kind}.${change}`,
    entity: {
      kind,
      id: entityId(kind, data) ?? idempotencyKey ?? event.id ?? "unknown",
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      ...(externalId === undefined ? {} : { externalId }),
    },
    event: event.type === "unknown" ? event.receivedType : event.type,
    state: definition === undefined ? undefined : stateOf(definition, data),
  };
}

function stateOf(definition: { entity: string; state?: string }, data: Record<string, unknown>): string | undefined {
  return definition.state ?? textOf(data, "payoutStatus");
}

/** An unknown event of a known family still belongs in its object's order. */
function kindOfUnknown(name: string): EntityKind {
  if (name.startsWith("INVOICE_")) return "invoice";
  return name.startsWith("PAYOUT_") ? "payout" : "unknown";
}

function entityId(kind: EntityKind, data: Record<string, unknown>): string | undefined {
  switch (kind) {
    case "customer_purse":
      return textOf(data, "purseId") ?? textOf(data, "customerId");
    case "top_up":
      return textOf(data, "transactionHash");
    default:
      return textOf(data, "parentExternalId") ?? textOf(data, "orderId");
  }
}

function textOf(data: Record<string, unknown>, name: string): string | undefined {
  const value = data[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}
