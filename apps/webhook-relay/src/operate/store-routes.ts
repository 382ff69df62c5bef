import { Hono } from "hono";
import type { Env } from "../env.ts";
import { RelayArgumentError } from "../errors.ts";
import { mailboxesOf } from "../mailbox/mailbox-of.ts";
import { checkVendorKeys, deleteStore, putStore, summarizeStores } from "../registry/registry.ts";
import { createSigningSecret, signingKeyBytes } from "../registry/signing-secret.ts";
import { isStoreName } from "../registry/store.ts";
import { forgetStore } from "../registry/store-cache.ts";
import { checkStoreUrl } from "../registry/store-url.ts";
import { readJson, storeSchema } from "./request-schemas.ts";

export const storeRoutes = new Hono<{ Bindings: Env }>();

storeRoutes.get("/", async (c) => c.json({ stores: await summarizeStores(c.env) }));

storeRoutes.get("/:store", async (c) => {
  const [summary] = await summarizeStores(c.env, c.req.param("store"));
  return summary === undefined ? c.json({ error: "no such store" }, 404) : c.json(summary);
});

storeRoutes.put("/:store", async (c) => {
  const store = c.req.param("store");
  if (!isStoreName(store)) {
    throw new RelayArgumentError("a store's name is 1 to 63 of a-z, 0-9 and hyphens, not at its ends");
  }
  const input = await readJson(c, storeSchema);
  const url = checkStoreUrl(input.url, { allowLoopback: c.env.RELAY_LOOPBACK_STORES === "true" });
  checkVendorKeys(input.keys);
  if (input.signingSecret !== undefined) signingKeyBytes(input.signingSecret);

  const [existing] = await summarizeStores(c.env, store);
  if (existing !== undefined && input.shards !== undefined && input.shards !== existing.shards) {
    throw new RelayArgumentError(`shards is ${existing.shards} and can't be changed: events would lose their order`);
  }
  const shards = existing?.shards ?? input.shards ?? 1;
  const signingSecret = input.signingSecret ?? (existing === undefined ? createSigningSecret() : undefined);
  await putStore(c.env, { store, url, shards, keys: input.keys, signingSecret }, Date.now());
  forgetStore(store);
  await Promise.all(mailboxesOf(c.env, { store, shards }).map((mailbox) => mailbox.open(store)));

  const [summary] = await summarizeStores(c.env, store);
  return existing === undefined ? c.json({ ...summary, signingSecret }, 201) : c.json(summary);
});

storeRoutes.delete("/:store", async (c) => {
  const store = c.req.param("store");
  const [existing] = await summarizeStores(c.env, store);
  if (existing === undefined) return c.json({ error: "no such store" }, 404);
  await deleteStore(c.env, store);
  forgetStore(store);
  // What is in the mailbox is kept, should the store be created again.
  await Promise.all(mailboxesOf(c.env, existing).map((mailbox) => mailbox.close()));
  return c.body(null, 204);
});
