import { runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { vi } from "vitest";
import type { Mailbox } from "../../../src/mailbox/mailbox.ts";
import { mailboxStub } from "../../../src/mailbox/mailbox-stub.ts";
import type { ReceivedDelivery, ScriptStep } from "../script.ts";

export const vendorKey = { publicKey: "vendor-public-key", secretKey: "b823a6b9ea72408583cef9ec8d67fa52" };
export const signingSecret = "whsec_c2VjcmV0IG9mIGV4YWN0bHkgMzIgYnl0ZXMgISEhISE=";

let storeCount = 0;
const registered = new Set<string>();

/** A name that no other test uses: the Worker's caches outlive a test. */
export const newStoreName = (): string => `store-${++storeCount}-${crypto.randomUUID().slice(0, 8)}`;

/** Calls the relay's operator's API. */
export async function operate(method: string, path: string, body?: unknown): Promise<Response> {
  return exports.default.fetch(`https://relay.test${path}`, {
    method,
    headers: { authorization: `Bearer ${env.RELAY_ADMIN_TOKEN}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** The same, for an answer that must be 2xx. */
// biome-ignore lint/suspicious/noExplicitAny: each test knows its answer.
export async function operated(method: string, path: string, body?: unknown): Promise<any> {
  const response = await operate(method, path, body);
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === "" ? undefined : JSON.parse(text);
}

/** Registers a store that is played by the scripted store, under the path of its name. */
export async function registerStore(script: ScriptStep[] = [{}], settings: object = {}): Promise<string> {
  const store = newStoreName();
  registered.add(store);
  await scriptStore(store, script);
  await operated("PUT", `/v1/stores/${store}`, {
    url: `${env.STORE_URL}/${store}`,
    keys: [vendorKey],
    signingSecret,
    ...settings,
  });
  return store;
}

/**
 * Removes the stores that tests have registered, and lets go of what they hold. The runner waits at the end of a file
 * until no mailbox is at work, which would be days for a store that refuses.
 */
export async function removeStores(): Promise<void> {
  for (const store of registered) {
    const response = await operate("DELETE", `/v1/stores/${store}`);
    if (response.status !== 204 && response.status !== 404) throw new Error(`${store}: ${response.status}`);
    await scriptStore(store, []);
  }
  registered.clear();
}

export async function scriptStore(store: string, script: ScriptStep[], secrets = [signingSecret]): Promise<void> {
  await fetch(`${env.STORE_URL}/_script/${store}`, { method: "PUT", body: JSON.stringify({ script, secrets }) });
}

/** Resolves when a check no longer throws, however slow the machine is. */
export function eventually<Result>(check: () => Result | Promise<Result>): Promise<Result> {
  return vi.waitFor(check, { timeout: 25_000, interval: 20 });
}

/** What the scripted store received. */
export async function received(store: string): Promise<ReceivedDelivery[]> {
  const response = await fetch(`${env.STORE_URL}/_script/${store}`);
  return ((await response.json()) as { received: ReceivedDelivery[] }).received;
}

/** The same, once it is at least so many. */
export async function receivedAtLeast(store: string, count: number): Promise<ReceivedDelivery[]> {
  return eventually(async () => {
    const deliveries = await received(store);
    if (deliveries.length < count) throw new Error(`${deliveries.length} of ${count} deliveries`);
    return deliveries;
  });
}

/** Waits until what a store's mailbox says of itself fits. */
export async function mailboxHas(
  store: string,
  figures: Partial<Record<"accepted" | "delivered" | "pending" | "dead", number>>,
): Promise<void> {
  await eventually(async () => {
    const stats = await operated("GET", `/v1/stores/${store}/stats`);
    for (const [name, value] of Object.entries(figures)) {
      if (stats[name] !== value) throw new Error(`${name} is ${stats[name]}, not ${value}`);
    }
  });
}

let eventCount = 0;

/** A body as the vendor sends it; each is another event unless `id` says so. */
export function eventBody(event: { id?: number; invoiceId?: string; eventType?: string } = {}): string {
  const id = event.id ?? ++eventCount;
  const eventType = event.eventType ?? "INVOICE_PAID";
  return JSON.stringify({
    id,
    createdDate: "2026-11-21T10:00:00.123456",
    eventType,
    data: { type: eventType, parentExternalId: event.invoiceId ?? `invoice-${id}`, amount: 12.5 },
  });
}

export async function signatureOf(body: string | Uint8Array, secretKey = vendorKey.secretKey): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-512" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secretKey), algorithm, false, ["sign"]);
  const bytes = typeof body === "string" ? encoder.encode(body) : body;
  const signature = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes));
  return [...signature].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Posts a webhook with a right signature, unless headers say otherwise. */
export async function postWebhook(
  store: string,
  body: string | Uint8Array = eventBody(),
  headers: Record<string, string> = {},
): Promise<Response> {
  return exports.default.fetch(`https://relay.test/v1/webhooks/${store}`, {
    method: "POST",
    headers: { Key: vendorKey.publicKey, Sign: await signatureOf(body), ...headers },
    body,
  });
}

/** Runs something inside a store's mailbox. */
export async function inMailbox<Result>(
  store: string,
  run: (mailbox: Mailbox, state: DurableObjectState) => Result | Promise<Result>,
): Promise<Result> {
  return runInDurableObject(mailboxStub(env, store, 0), run);
}

/** Rows of a mailbox's tables. */
export async function mailboxRows(store: string): Promise<Record<"events" | "receipts" | "entities", number>> {
  return inMailbox(store, (_mailbox, { storage: { sql } }) => {
    const count = (table: string): number =>
      sql.exec<{ count: number }>(`SELECT COUNT(*) AS count FROM ${table}`).one().count;
    return { events: count("events"), receipts: count("receipts"), entities: count("entities") };
  });
}
