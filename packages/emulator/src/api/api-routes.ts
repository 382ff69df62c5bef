import { type Context, Hono } from "hono";
import { safeParse } from "valibot";
import { badRequest, EmulatorError } from "../domain/emulator-error.ts";
import { misbehave } from "../faults/misbehave.ts";
import { takeRequestFaults } from "../faults/take-faults.ts";
import type { Sandbox } from "../sandbox.ts";
import { readJson, writeJson } from "../wire/exact-json.ts";
import { checkAccount, checkSignature, checkTimestamp } from "./authenticate.ts";
import type { Operation } from "./operation.ts";

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

function checkPayload(operation: Operation, request: Record<string, unknown>): unknown {
  const allowed = ["account", "timestamp", ...(operation.payload ? ["payload"] : [])];
  const extra = Object.keys(request).find((field) => !allowed.includes(field));
  if (extra !== undefined) throw badRequest(`unknown field ${extra}`, "schema");
  if (!operation.payload) return undefined;
  const result = safeParse(operation.payload, request.payload);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const where = ["payload", ...(issue.path?.map((item) => String(item.key)) ?? [])].join(".");
  const unknownField = issue.type === "strict_object" && issue.expected === "never";
  throw badRequest(unknownField ? `${where} is not a field of this request` : `${where} ${issue.message}`, "schema");
}

/** Checks a request and does what it asks for. @throws EmulatorError for everything that is wrong with it. */
async function perform(sandbox: Sandbox, operation: Operation, c: Context, skewMs: number): Promise<string> {
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  if (bytes.length > largestBodyBytes) throw new EmulatorError("body_too_large", 413, "the body is larger than 1 MiB");
  checkSignature(sandbox, bytes, c.req.header("key"), c.req.header("sign"));
  if (!/^application\/json\b/i.test(c.req.header("content-type") ?? "")) {
    throw badRequest("content-type must be application/json", "content_type");
  }
  const request = parseBody(bytes);
  checkTimestamp(sandbox, request.timestamp, skewMs);
  checkAccount(sandbox, request.account, operation.account);
  const payload = checkPayload(operation, request);
  const answer = operation.handle(sandbox, payload as never, c.req.param());
  return answer === undefined ? "" : writeJson(answer);
}

/** The API of the vendor, below `/api/v1`. */
export function createApiRoutes(sandbox: Sandbox, operations: readonly Operation[]): Hono {
  const app = new Hono();
  for (const operation of operations) {
    app.on(operation.method, operation.path.replaceAll(/\{(\w+)\}/g, ":$1"), (c) =>
      misbehave(
        c,
        takeRequestFaults(sandbox.store.faults, operation),
        (skewMs) => perform(sandbox, operation, c, skewMs),
        (body) => c.body(body, 200, body === "" ? {} : { "content-type": "application/json" }),
      ),
    );
  }
  return app;
}
