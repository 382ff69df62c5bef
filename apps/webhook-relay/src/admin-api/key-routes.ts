import { Hono } from "hono";
import * as v from "valibot";
import { RelayRequestError } from "../errors.ts";
import { forgetTenant } from "../registry/find-tenant.ts";
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
  forgetTenant(store);
  return c.json(await requireTenant(c), 201);
});

keyRoutes.delete("/:tenant/keys/:publicKey", async (c) => {
  const { tenant, publicKey } = c.req.param();
  const isDeleted = await deleteVendorKey(c.env, tenant, publicKey, Date.now());
  forgetTenant(tenant);
  if (!isDeleted) throw new RelayRequestError("key_not_found", "The tenant has no such key.");
  return c.body(null, 204);
});
