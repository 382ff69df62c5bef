import { runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { vi } from "vitest";
import type { Mailbox } from "../../../src/mailbox/mailbox.ts";
import { mailboxStub } from "../../../src/mailbox/mailbox-stub.ts";
import type { ReceivedDelivery, ScriptStep } from "../script.ts";

export const vendorKey = { publicKey: "vendor-public-key", secretKey: "b823a6b9ea72408583cef9ec8d67fa52" };
export const signingSecret = "whsec_c2VjcmV0IG9mIGV4YWN0bHkgMzIgYnl0ZXMgISEhISE=";

let tenantCount = 0;
const registered = new Set<string>();

/** A name that no other test uses, because the Worker's caches outlive a test. */
export const newTenantName = (): string => `tenant-${++tenantCount}-${crypto.randomUUID().slice(0, 8)}`;

/** Calls the relay with the admin token. */
export async function callRelay(method: string, path: string, body?: unknown): Promise<Response> {
  return exports.default.fetch(`https://relay.test${path}`, {
    method,
    headers: { authorization: `Bearer ${env.RELAY_ADMIN_TOKEN}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** Calls the relay with the admin token and returns the JSON of its 2xx answer. */
// biome-ignore lint/suspicious/noExplicitAny: each test knows its answer.
export async function callRelayJson(method: string, path: string, body?: unknown): Promise<any> {
  const response = await callRelay(method, path, body);
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === "" ? undefined : JSON.parse(text);
}

/** Registers a tenant whose store is the scripted one, under the path of the tenant's name. */
export async function registerTenant(script: ScriptStep[] = [{}], settings: object = {}): Promise<string> {
  const tenant = newTenantName();
  registered.add(tenant);
  await scriptStore(tenant, script);
  await callRelayJson("PUT", `/v1/stores/${tenant}`, {
    url: `${env.STORE_URL}/${tenant}`,
    keys: [vendorKey],
    signingSecret,
    ...settings,
  });
  return tenant;
}

/**
 * Removes all registered tenants and answers their held requests. At the end of a file the runner waits until every
 * mailbox is idle, which would take days for a store that refuses.
 */
export async function removeTenants(): Promise<void> {
  for (const tenant of registered) {
    const response = await callRelay("DELETE", `/v1/stores/${tenant}`);
    if (response.status !== 204 && response.status !== 404) throw new Error(`${tenant}: ${response.status}`);
    await scriptStore(tenant, []);
  }
  registered.clear();
}

/** Sets how a tenant's store answers from now on. */
export async function scriptStore(tenant: string, script: ScriptStep[], secrets = [signingSecret]): Promise<void> {
  await fetch(`${env.STORE_URL}/_script/${tenant}`, { method: "PUT", body: JSON.stringify({ script, secrets }) });
}

/** Resolves when a check no longer throws. */
export function eventually<Result>(check: () => Result | Promise<Result>): Promise<Result> {
  return vi.waitFor(check, { timeout: 25_000, interval: 20 });
}

/** What a tenant's store has received. */
export async function received(tenant: string): Promise<ReceivedDelivery[]> {
  const response = await fetch(`${env.STORE_URL}/_script/${tenant}`);
  return ((await response.json()) as { received: ReceivedDelivery[] }).received;
}

/** What a tenant's store has received, as soon as it is at least `count` deliveries. */
export async function waitForDeliveries(tenant: string, count: number): Promise<ReceivedDelivery[]> {
  return eventually(async () => {
    const deliveries = await received(tenant);
    if (deliveries.length < count) throw new Error(`${deliveries.length} of ${count} deliveries`);
    return deliveries;
  });
}

/** Waits until a tenant's stats have these figures. */
export async function waitForStats(
  tenant: string,
  figures: Partial<Record<"accepted" | "delivered" | "pending" | "dead", number>>,
): Promise<void> {
  await eventually(async () => {
    const stats = await callRelayJson("GET", `/v1/stores/${tenant}/stats`);
    for (const [name, value] of Object.entries(figures)) {
      if (stats[name] !== value) throw new Error(`${name} is ${stats[name]}, not ${value}`);
    }
  });
}

let eventCount = 0;

/** A body as the vendor sends it. Each is a new event unless `id` is given. */
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

/** Posts a webhook, correctly signed unless `headers` replace the signature. */
export async function postWebhook(
  tenant: string,
  body: string | Uint8Array = eventBody(),
  headers: Record<string, string> = {},
): Promise<Response> {
  return exports.default.fetch(`https://relay.test/v1/webhooks/${tenant}`, {
    method: "POST",
    headers: { Key: vendorKey.publicKey, Sign: await signatureOf(body), ...headers },
    body,
  });
}

/** Runs a function inside a tenant's mailbox. */
export async function inMailbox<Result>(
  tenant: string,
  run: (mailbox: Mailbox, state: DurableObjectState) => Result | Promise<Result>,
): Promise<Result> {
  return runInDurableObject(mailboxStub(env, tenant, 0), run);
}

/** Number of rows in the tables of a tenant's mailbox. */
export async function mailboxRows(tenant: string): Promise<Record<"events" | "receipts" | "entities", number>> {
  return inMailbox(tenant, (_mailbox, { storage: { sql } }) => {
    const count = (table: string): number =>
      sql.exec<{ count: number }>(`SELECT COUNT(*) AS count FROM ${table}`).one().count;
    return { events: count("events"), receipts: count("receipts"), entities: count("entities") };
  });
}
