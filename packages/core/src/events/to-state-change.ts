import { type EntityKind, eventCatalog } from "./event-catalog.ts";
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

type ReadText = (name: string) => string | undefined;

/** What to forward of an event. It never fails: what can't be told is `unknown`. */
export function toStateChange(event: CalypsoEvent): StateChange {
  const definition = event.type === "unknown" ? undefined : eventCatalog[event.type];
  // A field that the catalog doesn't give a known event is kept, but says nothing about whose event it is.
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

/** An unknown event of a known family still belongs in its object's order. */
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
