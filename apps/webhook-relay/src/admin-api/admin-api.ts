import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { errorAnswer } from "../error-answer.ts";
import { RelayRequestError } from "../errors.ts";
import { errorFields, log } from "../log.ts";
import { getSecretCipher } from "../registry/secret-cipher.ts";
import { parseAdminTokenSetting } from "../settings.ts";
import { deliveryRoutes } from "./delivery-routes.ts";
import { hasAdminToken } from "./has-admin-token.ts";
import { keyRoutes } from "./key-routes.ts";
import { operatorPage } from "./operator-page.ts";
import { secretRoutes } from "./secret-routes.ts";
import { tenantRoutes } from "./tenant-routes.ts";

const MAX_REQUEST_BYTES = 64 * 1024;

/** All routes but the vendor's. Those of the admin API don't exist without RELAY_ADMIN_TOKEN. */
export const adminApi = new Hono<{ Bindings: Env }>({ strict: false });

// Whatever is below the vendor's path and isn't a webhook: no route of the operator's.
adminApi.all("/v1/webhooks/*", (c) => c.notFound());

adminApi.use("/v1/*", async (c, next) => {
  if (c.env.RELAY_ADMIN_TOKEN === undefined) return c.notFound();
  if (!(await hasAdminToken(c.req.header("authorization"), parseAdminTokenSetting(c.env.RELAY_ADMIN_TOKEN)))) {
    return errorAnswer("unauthorized", "The admin token is wrong or missing.");
  }
  return next();
});
adminApi.use(
  "/v1/*",
  bodyLimit({
    maxSize: MAX_REQUEST_BYTES,
    onError: () => errorAnswer("body_too_large", "The body exceeds 64 KiB."),
  }),
);
adminApi.route("/v1", secretRoutes);
adminApi.route("/v1/stores", tenantRoutes);
adminApi.route("/v1/stores", keyRoutes);
adminApi.route("/v1/stores", deliveryRoutes);

adminApi.get("/operator", (c) => (c.env.RELAY_ADMIN_TOKEN === undefined ? c.notFound() : operatorPage(c)));

// Public, so it tells only whether the Worker and its registry work.
adminApi.get("/healthz", async (c) => {
  try {
    await getSecretCipher(c.env);
    await c.env.REGISTRY.prepare("SELECT 1 FROM stores LIMIT 1").all();
    return c.json({ status: "ok" });
  } catch (error) {
    log("error", "unhealthy", errorFields(error));
    return errorAnswer("unavailable", "The registry or the master key doesn't work; the log says why.");
  }
});

adminApi.notFound(() => errorAnswer("route_not_found", "There is no such route."));
adminApi.onError((error, c) => {
  if (error instanceof RelayRequestError) return errorAnswer(error.code, error.message);
  log("error", "request_failed", { path: c.req.routePath, ...errorFields(error) });
  return errorAnswer("internal_error", "The request failed; the log says why.");
});
