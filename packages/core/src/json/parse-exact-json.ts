import { CalypsoJsonError } from "../errors.ts";
import { quoteNumbers } from "./quote-numbers.ts";

export interface ParseExactJsonOptions {
  /** Leave out object properties that are `null`, so that absent and null read alike. @default false */
  dropNulls?: boolean;
}

/**
 * `JSON.parse` in which every number arrives as a decimal string with the digits of the text: `1.10` is `"1.10"`,
 * `1e-18` is `"0.000000000000000001"`. No number passes through a double.
 *
 * @throws {CalypsoJsonError} code `malformed_json`.
 */
export function parseExactJson(text: string, { dropNulls = false }: ParseExactJsonOptions = {}): unknown {
  const quoted = quoteNumbers(text);
  try {
    // Without a number that is well formed there is nothing to parse: JSON.parse("") throws as well.
    const value: unknown = JSON.parse(quoted ?? "");
    return dropNulls ? withoutNulls(value) : value;
  } catch {
    // The engine's own message quotes the text, which may hold what must not be logged.
    throw new CalypsoJsonError("the text is not JSON, or nested too deeply", { code: "malformed_json" });
  }
}

function withoutNulls(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutNulls);
  const result: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    // Assigning __proto__ would set the prototype.
    if (field !== null && key !== "__proto__") result[key] = withoutNulls(field);
  }
  return result;
}
