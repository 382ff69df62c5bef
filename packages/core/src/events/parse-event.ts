import { CalypsoEventError } from "../errors.ts";
import { isDecimalText, parseExactJson } from "../json/exact-json.ts";
import { type EventType, eventAliases, eventCatalog, eventTypeOf, type FieldKind } from "./catalog.ts";

interface KindValues {
  text: string;
  amount: string;
  flag: boolean;
  list: string[];
  any: unknown;
}

/**
 * An event's fields. Each may be missing, whatever the documentation's table says, so none of them may decide about
 * money: read the object.
 */
export type EventData<Type extends EventType> = {
  [Name in keyof (typeof eventCatalog)[Type]["fields"]]?:
    | ((typeof eventCatalog)[Type]["fields"][Name] extends infer Kind extends FieldKind ? KindValues[Kind] : never)
    | undefined;
};

interface EventEnvelope {
  /** The name as it was received: an alias of `type`, or one that is not known. */
  receivedType: string;
  id?: string | undefined;
  /** The subscription's id. */
  requestId?: string | undefined;
  createdDate?: string | undefined;
  /** SUCCESS, INFO or WARNING. */
  level?: string | undefined;
  /** INVOICE, PAYOUT and the like. */
  service?: string | undefined;
}

export interface KnownEvent<Type extends EventType = EventType> extends EventEnvelope {
  type: Type;
  data: EventData<Type>;
}

/** An event of a name that this version does not know, kept as it is; its numbers are decimal strings. */
export interface UnknownEvent extends EventEnvelope {
  type: "unknown";
  data: Record<string, unknown>;
}

/** Every event, told apart by `type`. */
export type CalypsoEvent = { [Type in EventType]: KnownEvent<Type> }[EventType] | UnknownEvent;

/**
 * Reads an event from a webhook's body. It checks no signature: use `constructEvent` for what came over the network.
 *
 * Aliases arrive under the event's first name, ids as text, numbers as decimal strings, deposit ids as one list; a
 * field that is not of its kind is left out. An unknown name is no error.
 *
 * @throws {CalypsoEventError} code `malformed_event`: no JSON object, or without any event name.
 * Source: documentation, "Webhook payload".
 */
export function parseEvent(body: string): CalypsoEvent {
  const envelope = parseBody(body);
  const data = isRecord(envelope.data) ? envelope.data : {};
  const receivedType = readText(envelope.eventType) ?? readText(data.type);
  if (receivedType === undefined) {
    throw new CalypsoEventError("the webhook has neither eventType nor data.type: it is no Calypso event", {
      code: "malformed_event",
    });
  }
  const reader = readers.get(receivedType);
  return {
    type: reader?.type ?? "unknown",
    receivedType,
    id: readText(envelope.id),
    requestId: readText(envelope.requestId),
    createdDate: readText(envelope.createdDate),
    level: readText(envelope.level),
    service: readText(envelope.service),
    data: reader === undefined ? data : readData(data, reader.fields),
  } as CalypsoEvent;
}

function parseBody(body: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = parseExactJson(body);
  } catch (cause) {
    throw new CalypsoEventError("the webhook's body is not JSON", { code: "malformed_event", cause });
  }
  if (isRecord(value)) return value;
  throw new CalypsoEventError("the webhook's body is no JSON object", { code: "malformed_event" });
}

interface Reader {
  type: EventType;
  fields: readonly (readonly [name: string, kind: FieldKind])[];
}

/** By each name that an event is received under. */
const readers = new Map<string, Reader>(
  [...Object.keys(eventCatalog), ...Object.keys(eventAliases)].map((name) => {
    const type = eventTypeOf(name) as EventType;
    return [name, { type, fields: Object.entries(eventCatalog[type].fields) }];
  }),
);

function readData(data: Record<string, unknown>, fields: Reader["fields"]): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, kind] of fields) {
    const given = data[name];
    // Nearly all fields are text, and as they should be.
    const isText = kind === "text" && typeof given === "string" && given !== "";
    const value = isText ? given : readField(given ?? otherSpelling(data, name), kind);
    if (value !== undefined) result[name] = value;
  }
  return result;
}

/** Some samples spell a field otherwise than the tables. */
function otherSpelling(data: Record<string, unknown>, name: string): unknown {
  if (name === "transactionIds") return data.transactionId;
  return name === "fiatCurrency" ? data.fiatcurrency : undefined;
}

function readField(value: unknown, kind: FieldKind): unknown {
  switch (kind) {
    case "text":
      return readText(value);
    case "amount":
      return isDecimalText(value) ? value : undefined;
    case "flag":
      return typeof value === "boolean" ? value : readFlag(value);
    case "list":
      return readList(value);
    case "any":
      return value ?? undefined;
  }
}

function readFlag(value: unknown): boolean | undefined {
  if (value === "true") return true;
  return value === "false" ? false : undefined;
}

function readList(value: unknown): string[] | undefined {
  if (Array.isArray(value)) return value.filter((item) => typeof item === "string");
  return typeof value === "string" ? [value] : undefined;
}

/** Numbers have become text already. */
const readText = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
