import * as v from "valibot";
import { CalypsoJsonError } from "../errors.ts";
import { parseExactJson } from "../json/parse-exact-json.ts";
import { describeIssue } from "./describe-issue.ts";
import type { MessageSchema } from "./message-schema.ts";

/**
 * Reads a message from JSON text: numbers exactly, `null` as absent. Drops fields that the schema does not have.
 *
 * @throws {CalypsoJsonError} code `malformed_json` or `unexpected_shape`, naming the field, never its value.
 */
export function decodeMessage<Value>(schema: MessageSchema<Value>, text: string, name = "message"): Value {
  const result = v.safeParse(schema as v.GenericSchema<unknown, Value>, parseExactJson(text, { dropNulls: true }));
  if (result.success) return result.output;
  const { path, expected } = describeIssue(result.issues[0], name);
  throw new CalypsoJsonError(`${path} should be ${expected}`, { code: "unexpected_shape" });
}
