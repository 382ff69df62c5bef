// JSON Schema of a message as it is on the wire: amounts are numbers there, not text.
import { type JsonSchema, toJsonSchema } from "@valibot/to-json-schema";
import type * as v from "valibot";
import * as field from "../src/messages/fields.ts";

const unions = new Map<unknown, JsonSchema>([
  [field.count, { type: "integer" }],
  [field.flag, { type: "boolean" }],
  [field.currencyCode, { type: "string" }],
  [field.sentCurrency, { type: "string", minLength: 1 }],
]);

const patternOf = (schema: { pipe: readonly [unknown, { requirement: RegExp }, ...unknown[]] }) =>
  schema.pipe[1].requirement;

/** What our patterns mean, where JSON Schema has a word for it. */
const patterns = new Map<unknown, JsonSchema>([
  [patternOf(field.requiredText), { type: "string", minLength: 1 }],
  [patternOf(field.uuid), { type: "string", format: "uuid" }],
  [patternOf(field.dateTime), { type: "string", format: "date-time" }],
  [patternOf(field.webUrl), { type: "string", format: "uri" }],
  [patternOf(field.amount), { type: "number" }],
  [field.positiveAmount.pipe[2].requirement, { type: "number", exclusiveMinimum: 0 }],
]);

/** @param named schemas that have a component of their own, and its name */
export function wireSchema(schema: v.GenericSchema, named: ReadonlyMap<unknown, string>): JsonSchema {
  const { $schema: _, ...result } = toJsonSchema(schema, {
    target: "draft-2020-12",
    typeMode: "input",
    // Overrides are asked only after the conversion has failed, so it must not throw by itself.
    errorMode: "ignore",
    overrideSchema: ({ valibotSchema, errors }) => {
      const component = valibotSchema === schema ? undefined : named.get(valibotSchema);
      if (component !== undefined) return { $ref: `#/components/schemas/${component}` };
      const known = unions.get(valibotSchema);
      if (known === undefined && errors !== undefined) throw notConverted(valibotSchema.type, errors);
      return known;
    },
    overrideAction: ({ valibotAction, jsonSchema, errors }) => {
      const action = valibotAction as { type: string; requirement?: unknown };
      const known = patterns.get(action.requirement);
      if (known !== undefined) return known;
      if (action.type === "metadata") {
        const { words, wire: _, ...rest } = jsonSchema as JsonSchema & { words?: string[]; wire?: string };
        // The list may grow, so that an enum would make a reader refuse what it should pass on.
        return (words === undefined ? rest : { ...rest, "x-known-values": words }) as JsonSchema;
      }
      if (errors !== undefined && action.type !== "transform") throw notConverted(action.type, errors);
      return undefined;
    },
  });
  return result;
}

const notConverted = (type: string, errors: readonly string[]) =>
  new Error(`no JSON Schema for ${type}: ${errors.join("; ")}`);
