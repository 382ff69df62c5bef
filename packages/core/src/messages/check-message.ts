import * as v from "valibot";
import { CalypsoArgumentError } from "../errors.ts";
import { describeIssue } from "./describe-issue.ts";
import type { MessageSchema } from "./message-schema.ts";

/**
 * Checks a value against its schema.
 *
 * @throws {CalypsoArgumentError} code `invalid_argument`. It names the field and what is expected, never the value.
 */
export function checkMessage<Value>(schema: MessageSchema<Value>, value: unknown, name: string): Value {
  const result = v.safeParse(schema as v.GenericSchema<unknown, Value>, value);
  if (result.success) return result.output;
  const { path, expected } = describeIssue(result.issues[0], name);
  throw new CalypsoArgumentError(`${path} must be ${expected}`, { path });
}
