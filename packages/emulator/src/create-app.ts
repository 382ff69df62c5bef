import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import { createApiRoutes } from "./api/api-routes.ts";
import { createControlRoutes } from "./control/control-routes.ts";
import { EmulatorError } from "./domain/emulator-error.ts";
import { createPageRoutes } from "./pages/page-routes.ts";
import type { Sandbox } from "./sandbox.ts";

/** The HTTP application: the vendor's API, the control API and the pages. */
export function createApp(sandbox: Sandbox, reset: () => void): Hono<{ Variables: { skewMs?: number } }> {
  const app = new Hono<{ Variables: { skewMs?: number } }>();
  const errorBody = (status: number, error: string, message: string, path: string) => ({
    timestamp: new Date().toISOString(),
    status,
    error,
    message,
    path,
  });

  app.use(async (c, next) => {
    await next();
    // A fault dropped the connection or left it hanging.
    if (c.res === RESPONSE_ALREADY_SENT) return;
    const skewMs = sandbox.settings.clockSkewMs + (c.get("skewMs") ?? 0);
    c.header("date", new Date(Date.now() + skewMs).toUTCString());
  });
  app.onError((error, c) => {
    if (error instanceof EmulatorError) {
      const status = error.isUnknownObject ? sandbox.settings.unknownObjectStatus : error.status;
      return c.json(errorBody(status, error.code, error.message, c.req.path), status);
    }
    console.error(error);
    return c.json(errorBody(500, "internal", "the emulator failed; its log has the reason", c.req.path), 500);
  });
  app.notFound((c) => c.json(errorBody(404, "not_found", "there is no such operation", c.req.path), 404));

  app.route("/", createApiRoutes(sandbox));
  app.route("/_emulator", createControlRoutes(sandbox, reset));
  app.route("/", createPageRoutes(sandbox));
  return app;
}
