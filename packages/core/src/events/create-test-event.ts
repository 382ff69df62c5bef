import { sign } from "../crypto/sign.ts";
import { exactNumber } from "../json/exact-number.ts";
import { type EventType, eventCatalog, eventTypeOf } from "./event-catalog.ts";
import type { EventData } from "./parse-event.ts";
import type { WebhookKeyPair } from "./verify-webhook.ts";

export interface TestEventOptions<Type extends string> {
  /** An event's name, or any text for an unknown event. */
  type: Type;
  /** The event's data; amounts as decimal strings. `type` is added. */
  data?: Type extends EventType ? EventData<Type> : Record<string, unknown>;
  /** @default 1 */
  id?: number;
  /** @default a random UUID */
  requestId?: string;
  /** @default now */
  createdDate?: string;
  level?: "SUCCESS" | "INFO" | "WARNING";
  service?: string;
}

export interface TestEvent {
  /** Post exactly this. */
  body: string;
  headers: { Key: string; Sign: string; "Content-Type": "application/json" };
}

/**
 * Creates a signed webhook that `constructEvent` accepts with the same key pair.
 *
 * @example
 * const { body, headers } = await createTestEvent({ type: "INVOICE_PAID", data: { realAmount: "12.50" } }, key);
 * await fetch(webhookUrl, { method: "POST", headers, body });
 */
export async function createTestEvent<const Type extends EventType | (string & {})>(
  options: TestEventOptions<Type>,
  key: WebhookKeyPair,
): Promise<TestEvent> {
  const { type, data, id = 1, requestId = crypto.randomUUID(), createdDate = new Date().toISOString() } = options;
  const { level = "INFO", service = type.split("_")[0] } = options;
  const body = JSON.stringify({
    requestId,
    id,
    createdDate,
    level,
    service,
    eventType: type,
    data: { type, ...withNumbers(type, data ?? {}) },
  });
  return {
    body,
    headers: { Key: key.publicKey, Sign: await sign(body, key.secretKey), "Content-Type": "application/json" },
  };
}

function withNumbers(name: string, data: object): Record<string, unknown> {
  const type = eventTypeOf(name);
  const fields: Readonly<Record<string, string>> = type === undefined ? {} : eventCatalog[type].fields;
  return Object.fromEntries(
    Object.entries(data).map(([field, value]) => [
      field,
      fields[field] === "amount" && typeof value === "string" ? exactNumber(value) : value,
    ]),
  );
}
