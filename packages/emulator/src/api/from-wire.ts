import type { Operation } from "@calypso-commerce/core/schemas";
import { is } from "valibot";
import { badRequest } from "../domain/emulator-error.ts";
import { Decimal, plain } from "../wire/decimal.ts";
import type { WireSchema } from "./wire-schema.ts";

const isAmount = (schema: WireSchema): boolean =>
  schema.pipe?.some(({ metadata }) => metadata?.wire === "number") ?? false;

function convert(schema: WireSchema, value: unknown, path: string): unknown {
  if (schema.wrapped) return convert(schema.wrapped, value, path);
  if (isAmount(schema)) {
    if (value instanceof Decimal) return plain(value);
    throw badRequest(`${path} must be a number`, "schema");
  }
  if (value instanceof Decimal) return Number(value);
  if (typeof value !== "object" || value === null) return value;
  if (schema.options) {
    const converted = schema.options.map((option) => convert(option, value, path));
    return converted.find((candidate, index) => is(schema.options?.[index] as WireSchema, candidate)) ?? converted[0];
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => (schema.item ? convert(schema.item, item, `${path}.${index}`) : item));
  }
  const fields = Object.entries(value).filter(([, field]) => field !== null && field !== undefined);
  return Object.fromEntries(
    fields.map(([key, field]) => {
      const known = schema.entries?.[key] ?? schema.value;
      return [key, known ? convert(known, field, `${path}.${key}`) : field];
    }),
  );
}

/**
 * Converts a payload to the form that core's schemas check: amounts, which are JSON numbers on the wire, become decimal
 * strings; other numbers stay numbers; null becomes absent.
 *
 * @throws EmulatorError 400 for an amount that isn't a number.
 */
export function fromWire(schema: NonNullable<Operation["request"]>, payload: unknown): unknown {
  return convert(schema as WireSchema, payload, "payload");
}
