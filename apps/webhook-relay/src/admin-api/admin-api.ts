import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { RelayArgumentError } from "../errors.ts";
import { errorFields, log } from "../log.ts";
import { secretCipherOf } from "../registry/secret-cipher.ts";
import { parseAdminToken } from "../settings.ts";
import { deliveryRoutes } from "./delivery-routes.ts";
import { hasAdminToken } from "./has-admin-token.ts";
import { keyRoutes } from "./key-routes.ts";
import { operatorPage } from "./operator-page.ts";
import { secretRoutes } from "./secret-routes.ts";
import { tenantRoutes } from "./tenant-routes.ts";

const MAX_REQUEST_BYTES = 64 * 1024;

/** Everything behind the operator's token. Without a usable token the routes don't exist. */
export const adminApi = new Hono<{ Bindings: Env }>();

adminApi.use("/v1/*", async (c, next) => {
  if (c.env.RELAY_ADMIN_TOKEN === undefined) return c.notFound();
  if (!(await hasAdminToken(c.req.header("authorization"), parseAdminToken(c.env.RELAY_ADMIN_TOKEN)))) {
    return c.json({ error: "wrong or missing operator's token" }, 401);
  }
  return next();
});
adminApi.use(
  "/v1/*",
  bodyLimit({ maxSize: MAX_REQUEST_BYTES, onError: (c) => c.json({ error: "request too large" }, 413) }),
);
adminApi.route("/v1", secretRoutes);
adminApi.route("/v1/stores", tenantRoutes);
adminApi.route("/v1/stores", keyRoutes);
adminApi.route("/v1/stores", deliveryRoutes);

adminApi.get("/operator", (c) => (c.env.RELAY_ADMIN_TOKEN === undefined ? c.notFound() : operatorPage(c)));

// Open to anybody: whether the Worker and its registry answer, and nothing else.
adminApi.get("/healthz", async (c) => {
  try {
    await secretCipherOf(c.env);
    await c.env.REGISTRY.prepare("SELECT 1 FROM stores LIMIT 1").all();
    return c.json({ status: "ok" });
  } catch (error) {
    log("error", "unhealthy", errorFields(error));
    return c.json({ status: "unavailable" }, 503);
  }
});

adminApi.notFound((c) => c.json({ error: "no such route" }, 404));
adminApi.onError((error, c) => {
  if (error instanceof RelayArgumentError) return c.json({ error: error.message }, 400);
  log("error", "request_failed", { path: c.req.routePath, ...errorFields(error) });
  return c.json({ error: "internal error" }, 500);
});
