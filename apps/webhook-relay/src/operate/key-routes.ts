import { Hono } from "hono";
import type { Env } from "../env.ts";
import { checkVendorKeys, deleteVendorKey, putVendorKey, summarizeStores } from "../registry/registry.ts";
import { forgetStore } from "../registry/store-cache.ts";
import { readJson, vendorKeySchema } from "./request-schemas.ts";

/** The vendor's webhook keys of a store; several may be live at once. */
export const keyRoutes = new Hono<{ Bindings: Env }>();

keyRoutes.post("/:store/keys", async (c) => {
  const store = c.req.param("store");
  const key = await readJson(c, vendorKeySchema);
  checkVendorKeys([key]);
  if ((await summarizeStores(c.env, store)).length === 0) return c.json({ error: "no such store" }, 404);
  await putVendorKey(c.env, store, key, Date.now());
  forgetStore(store);
  const [summary] = await summarizeStores(c.env, store);
  return c.json(summary, 201);
});

keyRoutes.delete("/:store/keys/:publicKey", async (c) => {
  const { store, publicKey } = c.req.param();
  const deleted = await deleteVendorKey(c.env, store, publicKey, Date.now());
  forgetStore(store);
  return deleted ? c.body(null, 204) : c.json({ error: "no such key" }, 404);
});
