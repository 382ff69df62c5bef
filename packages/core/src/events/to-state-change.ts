import { type EntityKind, eventCatalog } from "./event-catalog.ts";
import type { CalypsoEvent } from "./parse-event.ts";

/** What an event reports, in terms that stay stable across the vendor's aliases and spellings. */
export interface StateChange {
  /** `<entity>.<change>`, for example `invoice.paid`; `<entity>.unknown` or `unknown` for an unknown event. */
  type: string;
  entity: {
    kind: EntityKind;
    /** The object's system id, or else the best of its other ids. Never empty. */
    id: string;
    idempotencyKey?: string;
    /** The merchant's own id. */
    externalId?: string;
  };
  /** The vendor's name of the event, aliases resolved; as received for an unknown event. */
  event: string;
  /** The state that the event claims, if any. A hint only: read the object. */
  state: string | undefined;
}

type ReadText = (name: string) => string | undefined;

/**
 * Summarizes an event for forwarding: which object changed, and how. It never throws; what it can't tell is `unknown`.
 *
 * @example
 * const { entity } = toStateChange(event);
 * if (entity.kind === "invoice") await client.invoice.get({ id: entity.id });
 */
export function toStateChange(event: CalypsoEvent): StateChange {
  const definition = event.type === "unknown" ? undefined : eventCatalog[event.type];
  // A known event may carry fields that the catalog does not list; they don't identify its object.
  const text: ReadText = (name) =>
    definition === undefined || name in definition.fields ? textOf(event.data, name) : undefined;
  const kind = definition?.entity ?? kindOfUnknown(event.receivedType);
  const change = definition?.change ?? "unknown";
  const idempotencyKey = text("idempotencyKey");
  const externalId = text("externalId");
  return {
    type: kind === "unknown" ? "unknown" : `${kind}.${change}`,
    entity: {
      kind,
      id: entityId(kind, text) ?? idempotencyKey ?? event.id ?? "unknown",
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      ...(externalId === undefined ? {} : { externalId }),
    },
    event: event.type === "unknown" ? event.receivedType : event.type,
    state: definition === undefined ? undefined : stateOf(definition, text),
  };
}

function stateOf(definition: { entity: string; state?: string }, text: ReadText): string | undefined {
  return definition.state ?? text("payoutStatus");
}

/** Keeps an unknown event of a known family in order with its object's other events. */
function kindOfUnknown(name: string): EntityKind {
  if (name.startsWith("INVOICE_")) return "invoice";
  return name.startsWith("PAYOUT_") ? "payout" : "unknown";
}

function entityId(kind: EntityKind, text: ReadText): string | undefined {
  switch (kind) {
    case "customer_purse":
      return text("purseId") ?? text("customerId");
    case "top_up":
      return text("transactionHash");
    default:
      return text("parentExternalId") ?? text("orderId");
  }
}

function textOf(data: object, name: string): string | undefined {
  const value = (data as Record<string, unknown>)[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}
