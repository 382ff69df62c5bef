import { Hono } from "hono";
import { forgetTenant } from "../registry/find-tenant.ts";
import { checkVendorKeys, deleteVendorKey, putVendorKey, summarizeTenants } from "../registry/registry.ts";
import { readJson, vendorKeySchema } from "./read-json.ts";

/** The vendor's webhook keys of a store; several may be live at once. */
export const keyRoutes = new Hono<{ Bindings: Env }>();

keyRoutes.post("/:store/keys", async (c) => {
  const store = c.req.param("store");
  const key = await readJson(c, vendorKeySchema);
  checkVendorKeys([key]);
  if ((await summarizeTenants(c.env, store)).length === 0) return c.json({ error: "no such store" }, 404);
  await putVendorKey(c.env, store, key, Date.now());
  forgetTenant(store);
  const [summary] = await summarizeTenants(c.env, store);
  return c.json(summary, 201);
});

keyRoutes.delete("/:store/keys/:publicKey", async (c) => {
  const { store, publicKey } = c.req.param();
  const deleted = await deleteVendorKey(c.env, store, publicKey, Date.now());
  forgetTenant(store);
  return deleted ? c.body(null, 204) : c.json({ error: "no such key" }, 404);
});
