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
 * Writes a checked message as JSON, with amounts as exact numbers.
 *
 * @throws {CalypsoJsonError} if an amount is not a plain decimal.
 */
export function encodeMessage(schema: MessageSchema | undefined, value: unknown): string {
  return JSON.stringify(schema === undefined ? value : toWire(schema, value)) ?? "";
}

/** Replaces the schema's amounts by exact JSON numbers, for the caller's own `JSON.stringify`. */
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
