import { Hono } from "hono";
import * as v from "valibot";
import { RelayArgumentError } from "../errors.ts";
import { mailboxStubs } from "../mailbox/mailbox-stub.ts";
import { forgetTenant } from "../registry/find-tenant.ts";
import { parseStoreUrl } from "../registry/parse-store-url.ts";
import { createSigningSecret, signingKeyBytes } from "../registry/signing-secrets.ts";
import { isTenantName } from "../registry/tenant.ts";
import { deleteTenant, putTenant, summarizeTenants } from "../registry/tenants.ts";
import { checkVendorKeys } from "../registry/vendor-keys.ts";
import { vendorKeySchema } from "./key-routes.ts";
import { readJson } from "./read-json.ts";
import { requireTenant } from "./require-tenant.ts";

const tenantSchema = v.strictObject({
  url: v.string(),
  keys: v.array(vendorKeySchema),
  signingSecret: v.optional(v.string()),
  shards: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64))),
});

/** Registers, lists and removes tenants. */
export const tenantRoutes = new Hono<{ Bindings: Env }>();

tenantRoutes.get("/", async (c) => c.json({ stores: await summarizeTenants(c.env) }));

tenantRoutes.get("/:tenant", async (c) => c.json(await requireTenant(c)));

tenantRoutes.put("/:tenant", async (c) => {
  const name = c.req.param("tenant");
  if (!isTenantName(name)) {
    throw new RelayArgumentError("a name must be 1 to 63 of a-z, 0-9 and hyphens, and not begin or end with a hyphen");
  }
  const input = await readJson(c, tenantSchema);
  const ownHost = new URL(c.req.url).host;
  const url = parseStoreUrl(input.url, { allowLoopback: c.env.RELAY_LOOPBACK_STORES === "true", ownHost });
  checkVendorKeys(input.keys);
  if (input.signingSecret !== undefined) signingKeyBytes(input.signingSecret);

  const [existing] = await summarizeTenants(c.env, name);
  if (existing !== undefined && input.shards !== undefined && input.shards !== existing.shards) {
    throw new RelayArgumentError(`shards is ${existing.shards} and can't be changed: events would lose their order`);
  }
  const shards = existing?.shards ?? input.shards ?? 1;
  const signingSecret = input.signingSecret ?? (existing === undefined ? createSigningSecret() : undefined);
  const live = input.keys.map(({ publicKey }) => publicKey);
  const removed = (existing?.keys ?? []).map(({ publicKey }) => publicKey).filter((key) => !live.includes(key));
  await putTenant(c.env, { name, url, shards, keys: input.keys, signingSecret }, Date.now());
  forgetTenant(name);
  await Promise.all(
    mailboxStubs(c.env, { store: name, shards }).map((mailbox) => mailbox.open(name, { live, removed })),
  );

  const summary = await requireTenant(c);
  return existing === undefined ? c.json({ ...summary, signingSecret }, 201) : c.json(summary);
});

tenantRoutes.delete("/:tenant", async (c) => {
  const tenant = await requireTenant(c);
  await deleteTenant(c.env, tenant.store);
  forgetTenant(tenant.store);
  // The mailboxes keep their events, in case the tenant is registered again.
  await Promise.all(mailboxStubs(c.env, tenant).map((mailbox) => mailbox.close()));
  return c.body(null, 204);
});
