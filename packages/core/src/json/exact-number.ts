import { CalypsoJsonError } from "../errors.ts";
import { isDecimal } from "../money/is-decimal.ts";

// ES2026; in every engine since 2025, not yet in TypeScript's library.
const nativeRawJson = (JSON as unknown as { rawJSON?: (text: string) => object }).rawJSON;

/**
 * A value that `JSON.stringify` writes as exactly this number.
 *
 * @throws {CalypsoJsonError} code `malformed_json` for text that is not a plain decimal; `unsupported_runtime` without
 * `JSON.rawJSON`.
 * @example
 * JSON.stringify({ amount: exactNumber("1.10") }); // {"amount":1.10}
 */
export function exactNumber(decimal: string): object {
  if (!isDecimal(decimal)) {
    throw new CalypsoJsonError("the amount to write is not a plain decimal number", { code: "malformed_json" });
  }
  if (nativeRawJson === undefined) {
    throw new CalypsoJsonError("this runtime lacks JSON.rawJSON, so amounts cannot be written exactly", {
      code: "unsupported_runtime",
    });
  }
  return nativeRawJson(decimal);
}
