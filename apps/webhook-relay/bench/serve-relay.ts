import { randomBytes } from "node:crypto";
import { createVendorEvent } from "@calypso-commerce/testkit/vendor-event";
import { registryRows } from "./registry-rows.ts";
import { rawPost } from "./send-load.ts";
import { type ServedWorker, serveWorker } from "./serve-worker.ts";

const key = { publicKey: randomBytes(16).toString("hex"), secretKey: randomBytes(16).toString("hex") };

/** Starts a relay with these tenants. `entry` is relative to this file. */
export async function serveRelay(
  tenants: { name: string; url: string }[],
  { entry = "./workers/relay-worker.ts", collectable = false }: { entry?: string; collectable?: boolean } = {},
): Promise<ServedWorker> {
  const masterKey = randomBytes(32).toString("base64");
  const rows = await registryRows(
    masterKey,
    tenants.map((tenant) => ({ ...tenant, key, signingSecret: `whsec_${randomBytes(32).toString("base64")}` })),
  );
  return serveWorker(new URL(entry, import.meta.url), {
    mailboxes: true,
    collectable,
    text: { RELAY_MASTER_KEY: masterKey, ROWS: JSON.stringify(rows) },
  });
}

/** Makes the events as long as the vendor's. */
const filling = "x".repeat(380);
const EVENTS_PER_INVOICE = 4;

let lastId = 0;

/** The request of a new signed event. Each invoice has four of them. */
export function newEvent(tenant: string): { id: number; request: Buffer } {
  const id = ++lastId;
  const { body, headers } = createVendorEvent(key, {
    id,
    invoiceId: `00000000-0000-4000-8000-${String(Math.floor(id / EVENTS_PER_INVOICE)).padStart(12, "0")}`,
    data: { note: filling },
  });
  return { id, request: rawPost(`/v1/webhooks/${tenant}`, headers, body) };
}

export const newRequests = (tenant: string, count: number): Buffer[] =>
  Array.from({ length: count }, () => newEvent(tenant).request);
