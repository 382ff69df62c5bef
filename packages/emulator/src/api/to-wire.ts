import type { Operation } from "@calypso-commerce/core/schemas";
import type { Settings } from "../settings.ts";
import type { WireSchema } from "./wire-schema.ts";

/** A field that no version of the documentation has. */
export const extraField = { undocumentedField: { nested: [true] } };

type Oddities = Pick<Settings, "extraFields" | "nullFields">;

function convert(schema: WireSchema, value: unknown, oddities: Oddities): unknown {
  if (schema.wrapped) return convert(schema.wrapped, value, oddities);
  if (typeof value !== "object" || value === null) return value;
  if (schema.options) {
    const option = schema.options.find(({ entries }) => entries);
    return option ? convert(option, value, oddities) : value;
  }
  const { item, value: recordValue, entries } = schema;
  if (Array.isArray(value)) return item ? value.map((each) => convert(item, each, oddities)) : value;
  if (recordValue) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, convert(recordValue, each, oddities)]));
  }
  if (!entries) return value;
  const known = Object.entries(entries).map(([key, field]) => {
    const each = (value as Record<string, unknown>)[key];
    const isMissing = each === undefined && field.type === "optional";
    return [key, isMissing && oddities.nullFields ? null : convert(field, each, oddities)];
  });
  return { ...value, ...Object.fromEntries(known), ...(oddities.extraFields ? extraField : {}) };
}

/** An answer with the oddities of the settings `extraFields` and `nullFields` in each of its objects. */
export function toWire(schema: Operation["response"], answer: unknown, oddities: Oddities): unknown {
  if (!schema || !(oddities.extraFields || oddities.nullFields)) return answer;
  return convert(schema as WireSchema, answer, oddities);
}
