import * as v from "valibot";
import { exactNumber } from "../json/exact-number.ts";
import type { MessageSchema } from "./message-schema.ts";

type AnySchema = v.GenericSchema & {
  entries?: Record<string, AnySchema>;
  item?: AnySchema;
  value?: AnySchema;
  wrapped?: AnySchema;
  options?: AnySchema[];
  pipe?: readonly { kind: string; type: string; metadata?: { wire?: string } }[];
};

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
