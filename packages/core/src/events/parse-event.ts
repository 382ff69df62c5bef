import { CalypsoEventError } from "../errors.ts";
import { parseExactJson } from "../json/parse-exact-json.ts";
import { isDecimal } from "../money/is-decimal.ts";
import { type EventType, eventAliases, eventCatalog, eventTypeOf, type FieldKind } from "./event-catalog.ts";

const decoder = new TextDecoder();

interface KindValues {
  text: string;
  amount: string;
  flag: boolean;
  list: string[];
  any: unknown;
}

/**
 * An event's fields. Any of them may be missing, whatever the documentation says, so don't decide about money by them:
 * read the object. Undocumented fields are kept as received, with numbers as decimal strings.
 */
export type EventData<Type extends EventType> = {
  [Name in keyof (typeof eventCatalog)[Type]["fields"]]?:
    | ((typeof eventCatalog)[Type]["fields"][Name] extends infer Kind extends FieldKind ? KindValues[Kind] : never)
    | undefined;
};

interface EventEnvelope {
  /** The name as received: `type`, an alias of it, or an unknown name. */
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

/** An event with an unknown name, kept as received; its numbers are decimal strings. */
export interface UnknownEvent extends EventEnvelope {
  type: "unknown";
  data: Record<string, unknown>;
}

/** Any event, discriminated by `type`. */
export type CalypsoEvent = { [Type in EventType]: KnownEvent<Type> }[EventType] | UnknownEvent;

/**
 * Reads an event from a webhook's body without verifying its signature: use `constructEvent` for untrusted bodies.
 *
 * It resolves aliases to the event's first name and reads ids as text, numbers as decimal strings, and deposit ids as
 * one list. A field of the wrong kind becomes `undefined`. Unknown events and unknown fields are kept.
 *
 * @throws {CalypsoEventError} code `malformed_event`: not a JSON object, or no event name.
 * @example
 * const event = parseEvent(verifiedBody);
 * if (event.type === "unknown") console.log(event.receivedType);
 *
 * Source: documentation, "Webhook payload".
 */
export function parseEvent(body: string | Uint8Array): CalypsoEvent {
  const envelope = parseBody(typeof body === "string" ? body : decoder.decode(body));
  const data = isRecord(envelope.data) ? envelope.data : {};
  const receivedType = readText(envelope.eventType) ?? readText(data.type);
  if (receivedType === undefined) {
    throw new CalypsoEventError("the webhook has neither eventType nor data.type: it is not a Calypso event", {
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
    data: reader === undefined ? data : readData(data, reader),
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
  throw new CalypsoEventError("the webhook's body is not a JSON object", { code: "malformed_event" });
}

interface Reader {
  type: EventType;
  texts: ReadonlySet<string>;
  /** Fields that are not text, or that some samples spell differently from the tables. */
  others: readonly (readonly [name: string, kind: FieldKind, otherName: string | undefined])[];
}

const otherNames: Readonly<Record<string, string>> = { transactionIds: "transactionId", fiatCurrency: "fiatcurrency" };

/** By event name, aliases included. */
const readers = new Map<string, Reader>(
  [...Object.keys(eventCatalog), ...Object.keys(eventAliases)].map((name) => {
    const type = eventTypeOf(name) as EventType;
    const fields: [string, FieldKind][] = Object.entries(eventCatalog[type].fields);
    const isText = ([field, kind]: [string, FieldKind]) => kind === "text" && !(field in otherNames);
    const texts = new Set(fields.filter(isText).map(([field]) => field));
    const others = fields
      .filter((field) => !isText(field))
      .map(([field, kind]) => [field, kind, otherNames[field]] as const);
    return [name, { type, texts, others }];
  }),
);

/** Converts each known field to its kind, in place: copying costs as much as finding all numbers. */
function readData(data: Record<string, unknown>, { texts, others }: Reader): Record<string, unknown> {
  for (const name in data) {
    const given = data[name];
    // Fast path: nearly all fields are valid text.
    const isText = typeof given === "string" && given !== "";
    if (!isText && texts.has(name)) data[name] = undefined;
  }
  for (const [name, kind, otherName] of others) {
    const given = data[name];
    const value = readField(given ?? takeOther(data, otherName), kind);
    if (value !== given) data[name] = value;
  }
  return data;
}

/** Moves the value out from under a field's other name. */
function takeOther(data: Record<string, unknown>, otherName: string | undefined): unknown {
  if (otherName === undefined || data[otherName] === undefined) return undefined;
  const value = data[otherName];
  data[otherName] = undefined;
  return value;
}

function readField(value: unknown, kind: FieldKind): unknown {
  switch (kind) {
    case "text":
      return readText(value);
    case "amount":
      return isDecimal(value) ? value : undefined;
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

/** Numbers are text already. */
const readText = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
