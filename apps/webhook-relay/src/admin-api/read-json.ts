import type { Context } from "hono";
import * as v from "valibot";
import { RelayArgumentError } from "../errors.ts";

/** A request's JSON body, checked against a schema. @throws {RelayArgumentError} that names the invalid field. */
export async function readJson<T extends v.GenericSchema>(c: Context, schema: T): Promise<v.InferOutput<T>> {
  let json: unknown;
  try {
    json = await c.req.json();
  } catch {
    throw new RelayArgumentError("the body must be JSON");
  }
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue) ?? "body";
  // Valibot's own message contains the value, which may be a secret.
  throw new RelayArgumentError(`${path} must be ${issue.expected ?? "different"}`);
}
