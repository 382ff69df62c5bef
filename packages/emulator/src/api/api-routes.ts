import { CalypsoArgumentError } from "@calypso-commerce/core";
import { checkMessage, type Operation, operations } from "@calypso-commerce/core/schemas";
import { type Context, Hono } from "hono";
import { badRequest, EmulatorError } from "../domain/emulator-error.ts";
import { applyFaults } from "../faults/apply-faults.ts";
import { takeRequestFaults } from "../faults/take-faults.ts";
import type { Handler } from "../handlers/handler.ts";
import { handlers } from "../handlers/handlers.ts";
import type { Sandbox } from "../sandbox.ts";
import { readJson, writeJson } from "../wire/json.ts";
import { checkEnvelope } from "./check-envelope.ts";
import { checkSignature } from "./check-signature.ts";
import { fromWire } from "./from-wire.ts";
import { toWire } from "./to-wire.ts";

const largestBodyBytes = 1024 * 1024;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parseBody(bytes: Uint8Array): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = readJson(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new EmulatorError("body_not_json", 400, "the body is not valid JSON in UTF-8", { cause });
  }
  if (!isObject(parsed)) throw badRequest("the body must be a JSON object", "body_not_object");
  return parsed;
}

/** Merges the payload and the path parameters, and checks them against core's schema of the operation. */
function checkRequest(
  sandbox: Sandbox,
  operation: Operation,
  body: Record<string, unknown>,
  params: Readonly<Record<string, string>>,
): unknown {
  const { request: schema, check } = operation;
  const allowed = ["account", "timestamp", ...(schema ? ["payload"] : [])];
  const extra = Object.keys(body).find((field) => !allowed.includes(field));
  if (extra !== undefined) throw badRequest(`unknown field ${extra}`, "schema");
  if (!schema) return undefined;
  if (!isObject(body.payload)) throw badRequest("payload must be an object", "schema");
  try {
    const request = checkMessage(schema, fromWire(schema, { ...body.payload, ...params }), "payload");
    const wrong = check?.(request, sandbox.clock.nowMs());
    if (wrong) throw badRequest(`payload.${wrong.field} must be ${wrong.expected}`, "schema");
    return request;
  } catch (error) {
    if (error instanceof CalypsoArgumentError) throw badRequest(error.message, "schema");
    throw error;
  }
}

/** Checks a request and performs its operation. @throws EmulatorError for an invalid request. */
async function perform(
  sandbox: Sandbox,
  operation: Operation,
  answer: Handler,
  c: Context,
  skewMs: number,
): Promise<string> {
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  if (bytes.length > largestBodyBytes) throw new EmulatorError("body_too_large", 413, "the body is larger than 1 MiB");
  checkSignature(sandbox, bytes, c.req.header("key"), c.req.header("sign"));
  if (!/^application\/json\b/i.test(c.req.header("content-type") ?? "")) {
    throw badRequest("content-type must be application/json", "content_type");
  }
  const body = parseBody(bytes);
  checkEnvelope(sandbox, body, operation.account, skewMs);
  const request = checkRequest(sandbox, operation, body, c.req.param());
  const result = answer(sandbox, request as never, new URL(c.req.url).origin);
  return result === undefined ? "" : writeJson(toWire(operation.response, result, sandbox.settings));
}

/** The vendor's API: a route for every operation in core. */
export function createApiRoutes(sandbox: Sandbox): Hono {
  const app = new Hono();
  for (const [name, operation] of Object.entries<Operation>(operations as unknown as Record<string, Operation>)) {
    const answer = handlers[name as keyof typeof handlers] as Handler;
    app.on(operation.method, operation.path.replaceAll(/\{(\w+)\}/g, ":$1"), (c) =>
      applyFaults(
        c,
        takeRequestFaults(sandbox.store.faults, name, operation.path),
        (skewMs) => perform(sandbox, operation, answer, c, skewMs),
        (body) => c.body(body, 200, body === "" ? {} : { "content-type": "application/json" }),
      ),
    );
  }
  return app;
}
