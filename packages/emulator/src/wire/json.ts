import { Decimal } from "./decimal.ts";

/** A JSON number as the text that is written. */
export interface JsonNumber {
  readonly rawJSON: string;
}

type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown;

// Node 22 has both; TypeScript's ES2023 library doesn't declare them yet.
const parse = JSON.parse as (text: string, reviver: Reviver) => unknown;
const { rawJSON } = JSON as unknown as { rawJSON(text: string): JsonNumber };

const largestExponent = 60;

/**
 * Reads JSON with every number as an exact decimal, taken from the number's source text.
 *
 * @throws SyntaxError for invalid JSON, or a number outside 1e-60 to 1e60.
 */
export function readJson(text: string): unknown {
  return parse(text, (_key, value, context) => {
    if (typeof value !== "number") return value;
    const exact = new Decimal(context.source ?? String(value));
    if (Math.abs(exact.e) > largestExponent) throw new SyntaxError("number out of range");
    return exact;
  });
}

/** Writes a decimal string as a JSON number with all of its digits, without exponent. */
export function exactNumber(amount: string): JsonNumber {
  return rawJSON(new Decimal(amount).toFixed());
}

/** Writes JSON; values from {@link exactNumber} keep their digits, `undefined` fields are left out. */
export function writeJson(value: unknown): string {
  return JSON.stringify(value);
}
