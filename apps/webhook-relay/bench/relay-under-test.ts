import { randomBytes } from "node:crypto";
import { createVendorEvent } from "@calypso-commerce/testkit/vendor-event";
import { rawPost } from "./load.ts";
import { registryRows } from "./registry-rows.ts";
import { type ServedWorker, serveWorker } from "./serve.ts";

const key = { publicKey: randomBytes(16).toString("hex"), secretKey: randomBytes(16).toString("hex") };

/** Starts a relay that knows these stores. `entry` is beside this file. */
export async function serveRelay(
  stores: { store: string; url: string }[],
  { entry = "./relay-worker.ts", collectable = false }: { entry?: string; collectable?: boolean } = {},
): Promise<ServedWorker> {
  const masterKey = randomBytes(32).toString("base64");
  const rows = await registryRows(
    masterKey,
    stores.map((store) => ({ ...store, key, signingSecret: `whsec_${randomBytes(32).toString("base64")}` })),
  );
  return serveWorker(new URL(entry, import.meta.url), {
    mailboxes: true,
    collectable,
    text: { RELAY_MASTER_KEY: masterKey, ROWS: JSON.stringify(rows) },
  });
}

/** As long as what the vendor sends. */
const filling = "x".repeat(380);
const EVENTS_OF_INVOICE = 4;

let lastId = 0;

/** A signed event that was not sent before, as it goes over the wire; each invoice has four of them. */
export function newEvent(store: string): { id: number; request: Buffer } {
  const id = ++lastId;
  const { body, headers } = createVendorEvent(key, {
    id,
    invoiceId: `00000000-0000-4000-8000-${String(Math.floor(id / EVENTS_OF_INVOICE)).padStart(12, "0")}`,
    data: { note: filling },
  });
  return { id, request: rawPost(`/v1/webhooks/${store}`, headers, body) };
}

export const newRequests = (store: string, count: number): Buffer[] =>
  Array.from({ length: count }, () => newEvent(store).request);
