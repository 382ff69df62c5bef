import { CalypsoJsonError } from "../errors.ts";
import { plainDecimal } from "./plain-decimal.ts";

// JSON.parse source text access (ES2026), in every engine since 2023 to 2025 and not yet in TypeScript's library.
type SourceReviver = (this: unknown, key: string, value: unknown, context?: { source?: string }) => unknown;
const nativeParse = JSON.parse as (text: string, reviver?: SourceReviver) => unknown;
const nativeRawJson = (JSON as unknown as { rawJSON?: (text: string) => object }).rawJSON;

const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

export interface ParseExactJsonOptions {
  /** Leave out object properties that are `null`, so that absent and null read alike. @default false */
  dropNulls?: boolean;
}

/**
 * `JSON.parse` in which every number arrives as a decimal string with the digits of the text: `1.10` is `"1.10"`,
 * `1e-18` is `"0.000000000000000001"`. No number passes through a double.
 *
 * @throws {CalypsoJsonError} code `malformed_json`, or `unsupported_runtime` where the engine hides the source text.
 */
export function parseExactJson(text: string, options: ParseExactJsonOptions = {}): unknown {
  const dropNulls = options.dropNulls ?? false;
  try {
    return nativeParse(text, function (_key, value, context) {
      if (typeof value === "number") {
        const source = context?.source;
        if (source === undefined) {
          throw new CalypsoJsonError(
            "this runtime's JSON.parse hides the text of numbers, so amounts cannot be read exactly: use Node 22.12 or later, Workers, or a browser of 2025 or later",
            { code: "unsupported_runtime" },
          );
        }
        return plainDecimal(source);
      }
      return value === null && dropNulls && !Array.isArray(this) ? undefined : value;
    });
  } catch (cause) {
    if (cause instanceof CalypsoJsonError) throw cause;
    // The engine's own message quotes the text, which may hold what must not be logged.
    throw new CalypsoJsonError("the text is not JSON", { code: "malformed_json" });
  }
}

/** Whether text is a plain decimal number (no exponent, no leading zeros or plus), which is how amounts are written here. */
export function isDecimalText(text: unknown): text is string {
  return typeof text === "string" && DECIMAL.test(text);
}

/**
 * A value that `JSON.stringify` writes as exactly this number: `exactNumber("1.10")` becomes `1.10`.
 *
 * @throws {CalypsoJsonError} code `malformed_json` where the text is no plain decimal, `unsupported_runtime`.
 */
export function exactNumber(decimal: string): object {
  if (!isDecimalText(decimal)) {
    throw new CalypsoJsonError("an amount to be written is no plain decimal number", { code: "malformed_json" });
  }
  if (nativeRawJson === undefined) {
    throw new CalypsoJsonError("this runtime lacks JSON.rawJSON, so amounts cannot be written exactly", {
      code: "unsupported_runtime",
    });
  }
  return nativeRawJson(decimal);
}
