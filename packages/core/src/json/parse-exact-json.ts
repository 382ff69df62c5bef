import { CalypsoJsonError } from "../errors.ts";
import { quoteNumbers } from "./quote-numbers.ts";

export interface ParseExactJsonOptions {
  /** Drops object properties that are `null`, so that null and absent read alike. @default false */
  dropNulls?: boolean;
}

/**
 * `JSON.parse`, but every number becomes a decimal string with its digits as written. No number passes through a double.
 *
 * @throws {CalypsoJsonError} code `malformed_json`.
 * @example
 * parseExactJson('{"amount":1.10,"fee":1e-18}'); // { amount: "1.10", fee: "0.000000000000000001" }
 */
export function parseExactJson(text: string, { dropNulls = false }: ParseExactJsonOptions = {}): unknown {
  const quoted = quoteNumbers(text);
  try {
    // `undefined` means a malformed number; JSON.parse("") throws as well.
    const value: unknown = JSON.parse(quoted ?? "");
    return dropNulls ? withoutNulls(value) : value;
  } catch {
    // Not the engine's message: it quotes the text, which may contain what must not be logged.
    throw new CalypsoJsonError("the text is not JSON, or is nested too deeply", { code: "malformed_json" });
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
