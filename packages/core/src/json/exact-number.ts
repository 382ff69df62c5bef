import { CalypsoJsonError } from "../errors.ts";
import { isDecimal } from "../money/is-decimal.ts";

// ES2026, in every engine since 2023 to 2025 and not yet in TypeScript's library.
const nativeRawJson = (JSON as unknown as { rawJSON?: (text: string) => object }).rawJSON;

/**
 * A value that `JSON.stringify` writes as exactly this number: `exactNumber("1.10")` becomes `1.10`.
 *
 * @throws {CalypsoJsonError} code `malformed_json` where the text is no plain decimal, `unsupported_runtime`.
 */
export function exactNumber(decimal: string): object {
  if (!isDecimal(decimal)) {
    throw new CalypsoJsonError("an amount to be written is no plain decimal number", { code: "malformed_json" });
  }
  if (nativeRawJson === undefined) {
    throw new CalypsoJsonError("this runtime lacks JSON.rawJSON, so amounts cannot be written exactly", {
      code: "unsupported_runtime",
    });
  }
  return nativeRawJson(decimal);
}
