import { Decimal } from "./decimal.ts";

/** A number as it will be written: its text, not a double. */
export interface JsonNumber {
  readonly rawJSON: string;
}

type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown;

// Node 22 has both of these; TypeScript's ES2023 library doesn't know them yet.
const parse = JSON.parse as (text: string, reviver: Reviver) => unknown;
const { rawJSON } = JSON as unknown as { rawJSON(text: string): JsonNumber };

const largestExponent = 60;

/**
 * Reads JSON with every number as an exact decimal, taken from the number's source text.
 *
 * @throws SyntaxError when the text isn't JSON, or a number is beyond any amount (1e60 and more, or smaller than 1e-60).
 */
export function readJson(text: string): unknown {
  return parse(text, (_key, value, context) => {
    if (typeof value !== "number") return value;
    const exact = new Decimal(context.source ?? String(value));
    if (Math.abs(exact.e) > largestExponent) throw new SyntaxError("number out of range");
    return exact;
  });
}

/** Writes a decimal string as a JSON number with all of its digits and without exponent. */
export function exactNumber(amount: string): JsonNumber {
  return rawJSON(new Decimal(amount).toFixed());
}

/** Writes JSON; values from {@link exactNumber} keep their digits, `undefined` fields are left out. */
export function writeJson(value: unknown): string {
  return JSON.stringify(value);
}
