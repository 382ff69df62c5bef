import { setTimeout as wait } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";
import type { RequestFault } from "./take-faults.ts";

type Failure = Extract<RequestFault, { kind: "error" | "drop" | "hang" }>;

function fail(c: Context, fault: Failure): Response {
  if (fault.kind === "error") {
    const headers = fault.retryAfterSeconds === undefined ? {} : { "retry-after": String(fault.retryAfterSeconds) };
    const status = fault.status as 500;
    if (fault.body === "none") return c.body(null, status, headers);
    if (fault.body === "html") return c.html("<html><body>Error</body></html>", status, headers);
    const body = { status, error: "fault", message: "a fault of the emulator", path: c.req.path };
    return c.json(body, status, headers);
  }
  // No answer. A dropped connection is cut at once, a hanging one when the client gives up.
  if (fault.kind === "drop") (c.env as HttpBindings).incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** Performs a request with the faults that apply to it. */
export async function applyFaults(
  c: Context,
  faults: readonly RequestFault[],
  perform: (skewMs: number) => Promise<string>,
  respond: (body: string) => Response,
): Promise<Response> {
  let skewMs = 0;
  for (const fault of faults) {
    if (fault.kind === "latency") await wait(fault.delayMs);
    if (fault.kind === "clock-skew") skewMs += fault.skewMs;
  }
  c.set("skewMs", skewMs);
  const failing = (when: Failure["when"]) =>
    faults.find((fault): fault is Failure => "when" in fault && fault.when === when);
  const before = failing("before");
  if (before) return fail(c, before);
  const body = await perform(skewMs);
  const after = failing("after");
  if (after) return fail(c, after);
  return respond(faults.some(({ kind }) => kind === "garble") ? body.slice(0, body.length / 2) : body);
}
