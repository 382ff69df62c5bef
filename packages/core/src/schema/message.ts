// From message to JSON and back: the schema says which decimal strings are numbers on the wire.
import * as v from "valibot";
import { CalypsoArgumentError, CalypsoJsonError } from "../errors.ts";
import { exactNumber, parseExactJson } from "../json/exact-json.ts";

/** A message's schema. `Value` is what programs handle: decimal strings for amounts, `undefined` for what is absent. */
export type MessageSchema<Value = unknown> = v.GenericSchema<Value, Value> | v.GenericSchema<unknown, Value>;

type AnySchema = v.GenericSchema & {
  entries?: Record<string, AnySchema>;
  item?: AnySchema;
  value?: AnySchema;
  wrapped?: AnySchema;
  options?: AnySchema[];
  pipe?: readonly { kind: string; type: string; metadata?: { wire?: string } }[];
};

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

/** Where a value does not fit and what was expected there. Valibot's own message quotes the value: it is not used. */
export function describeIssue(issue: v.BaseIssue<unknown>, name: string): { path: string; expected: string } {
  // For a union, the branch that came furthest is the one that was meant.
  const inner = (issue.issues ?? []).toSorted((a, b) => (b.path?.length ?? 0) - (a.path?.length ?? 0))[0];
  const keys = (issue.path ?? []).map((item) => String(item.key));
  const path = [name, ...keys].join(".");
  if (inner?.path !== undefined) return describeIssue(inner, path);
  const isOwnMessage = issue.kind === "validation" && !issue.message.startsWith("Invalid ");
  if (isOwnMessage) return { path, expected: issue.message };
  if (issue.expected === "never") return { path, expected: "left out: the API has no such field" };
  return { path, expected: (issue.expected ?? "different").replaceAll('"', "'") };
}

/**
 * JSON text of a message that has been checked: amounts as exact numbers, the rest as `JSON.stringify` has it.
 *
 * @throws {CalypsoJsonError} where an amount is no plain decimal.
 */
export function encodeMessage(schema: MessageSchema | undefined, value: unknown): string {
  return JSON.stringify(schema === undefined ? value : toWire(schema, value)) ?? "";
}

/** The value with exact JSON numbers where the schema has amounts, for a `JSON.stringify` of the caller's own. */
export function toWire(schema: MessageSchema, value: unknown): unknown {
  return wire(schema as AnySchema, value);
}

function wire(schema: AnySchema, value: unknown): unknown {
  if (value === undefined || value === null) return value;
  if (schema.pipe?.some((item) => item.metadata?.wire === "number")) return exactNumber(value as string);
  if (schema.wrapped !== undefined) return wire(schema.wrapped, value);
  if (schema.type === "union" && schema.options !== undefined) {
    const fitting = schema.options.find((option) => v.is(option, value));
    return fitting === undefined ? value : wire(fitting, value);
  }
  if (Array.isArray(value)) {
    const item = schema.item;
    return item === undefined ? value : value.map((element) => wire(item, element));
  }
  if (typeof value !== "object") return value;
  const { entries, value: each } = schema;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => {
      const fieldSchema = entries?.[key] ?? (schema.type === "record" ? each : undefined);
      return [key, fieldSchema === undefined ? field : wire(fieldSchema, field)];
    }),
  );
}

/**
 * Reads a message from JSON text: numbers exactly, `null` as absent, fields that the schema does not know left out.
 *
 * @throws {CalypsoJsonError} code `malformed_json` or `unexpected_shape`, naming the field, never its value.
 */
export function decodeMessage<Value>(schema: MessageSchema<Value>, text: string, name = "message"): Value {
  const result = v.safeParse(schema as v.GenericSchema<unknown, Value>, parseExactJson(text, { dropNulls: true }));
  if (result.success) return result.output;
  const { path, expected } = describeIssue(result.issues[0], name);
  throw new CalypsoJsonError(`${path} should be ${expected}`, { code: "unexpected_shape" });
}
