import { type Context, Hono } from "hono";
import * as v from "valibot";
import { RelayRequestError } from "../errors.ts";
import { mailboxStubs } from "../mailbox/mailbox-stub.ts";
import { forgetTenant } from "../registry/find-tenant.ts";
import type { TenantSummary } from "../registry/tenant.ts";
import { checkVendorKeys, deleteVendorKey, putVendorKey } from "../registry/vendor-keys.ts";
import { readJson } from "./read-json.ts";
import { requireTenant } from "./require-tenant.ts";

export const vendorKeySchema = v.strictObject({ publicKey: v.string(), secretKey: v.string() });

/** The vendor's webhook keys of a tenant. Several may be live at once. */
export const keyRoutes = new Hono<{ Bindings: Env }>();

keyRoutes.post("/:tenant/keys", async (c) => {
  const key = await readJson(c, vendorKeySchema);
  checkVendorKeys([key]);
  const { store } = await requireTenant(c);
  await putVendorKey(c.env, store, key, Date.now());
  return c.json(await announceKeys(c, []), 201);
});

keyRoutes.delete("/:tenant/keys/:publicKey", async (c) => {
  const { tenant, publicKey } = c.req.param();
  const isDeleted = await deleteVendorKey(c.env, tenant, publicKey, Date.now());
  // Also if it was gone: an earlier attempt may have failed after it removed the key.
  await announceKeys(c, [publicKey]);
  if (!isDeleted) throw new RelayRequestError("key_not_found", "The tenant has no such key.");
  return c.body(null, 204);
});

/** Tells the mailboxes which keys there are, since other isolates have cached them. */
async function announceKeys(c: Context<{ Bindings: Env }, "/:tenant/*">, removed: string[]): Promise<TenantSummary> {
  const tenant = await requireTenant(c);
  const { store, keys } = tenant;
  forgetTenant(store);
  const live = keys.map(({ publicKey }) => publicKey);
  await Promise.all(mailboxStubs(c.env, tenant).map((mailbox) => mailbox.changeKeys(store, { live, removed })));
  return tenant;
}
