import { Hono } from "hono";
import { RelayArgumentError } from "../errors.ts";
import { mailboxStubs } from "../mailbox/mailbox-stub.ts";
import { forgetTenant } from "../registry/find-tenant.ts";
import { parseStoreUrl } from "../registry/parse-store-url.ts";
import { checkVendorKeys, deleteTenant, putTenant, summarizeTenants } from "../registry/registry.ts";
import { createSigningSecret, signingKeyBytes } from "../registry/signing-secret.ts";
import { isTenantName } from "../registry/tenant.ts";
import { readJson, tenantSchema } from "./read-json.ts";

export const tenantRoutes = new Hono<{ Bindings: Env }>();

tenantRoutes.get("/", async (c) => c.json({ stores: await summarizeTenants(c.env) }));

tenantRoutes.get("/:store", async (c) => {
  const [summary] = await summarizeTenants(c.env, c.req.param("store"));
  return summary === undefined ? c.json({ error: "no such store" }, 404) : c.json(summary);
});

tenantRoutes.put("/:store", async (c) => {
  const store = c.req.param("store");
  if (!isTenantName(store)) {
    throw new RelayArgumentError("a store's name is 1 to 63 of a-z, 0-9 and hyphens, not at its ends");
  }
  const input = await readJson(c, tenantSchema);
  const url = parseStoreUrl(input.url, { allowLoopback: c.env.RELAY_LOOPBACK_STORES === "true" });
  checkVendorKeys(input.keys);
  if (input.signingSecret !== undefined) signingKeyBytes(input.signingSecret);

  const [existing] = await summarizeTenants(c.env, store);
  if (existing !== undefined && input.shards !== undefined && input.shards !== existing.shards) {
    throw new RelayArgumentError(`shards is ${existing.shards} and can't be changed: events would lose their order`);
  }
  const shards = existing?.shards ?? input.shards ?? 1;
  const signingSecret = input.signingSecret ?? (existing === undefined ? createSigningSecret() : undefined);
  await putTenant(c.env, { store, url, shards, keys: input.keys, signingSecret }, Date.now());
  forgetTenant(store);
  await Promise.all(mailboxStubs(c.env, { store, shards }).map((mailbox) => mailbox.open(store)));

  const [summary] = await summarizeTenants(c.env, store);
  return existing === undefined ? c.json({ ...summary, signingSecret }, 201) : c.json(summary);
});

tenantRoutes.delete("/:store", async (c) => {
  const store = c.req.param("store");
  const [existing] = await summarizeTenants(c.env, store);
  if (existing === undefined) return c.json({ error: "no such store" }, 404);
  await deleteTenant(c.env, store);
  forgetTenant(store);
  // What is in the mailbox is kept, should the store be created again.
  await Promise.all(mailboxStubs(c.env, existing).map((mailbox) => mailbox.close()));
  return c.body(null, 204);
});
