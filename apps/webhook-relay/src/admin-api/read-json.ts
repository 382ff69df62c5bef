import type { Context } from "hono";
import * as v from "valibot";
import { RelayArgumentError } from "../errors.ts";

export const vendorKeySchema = v.strictObject({ publicKey: v.string(), secretKey: v.string() });

export const tenantSchema = v.strictObject({
  url: v.string(),
  keys: v.array(vendorKeySchema),
  signingSecret: v.optional(v.string()),
  shards: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64))),
});

/** A request's JSON, checked. @throws {RelayArgumentError} that names the field. */
export async function readJson<T extends v.GenericSchema>(c: Context, schema: T): Promise<v.InferOutput<T>> {
  let json: unknown;
  try {
    json = await c.req.json();
  } catch {
    throw new RelayArgumentError("the body isn't JSON");
  }
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue) ?? "body";
  // Valibot's message would repeat the value, which may be a secret.
  throw new RelayArgumentError(`${path} must be ${issue.expected ?? "different"}`);
}
