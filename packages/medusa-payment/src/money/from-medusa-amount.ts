import { CalypsoArgumentError } from "@calypso-commerce/core";
import { decimal, plainDecimal } from "@calypso-commerce/core/money";

/**
 * An amount as Medusa returns it: its BigNumber, bignumber.js's, a stored raw value, a string, or a number. Read by
 * shape, because instances come from whichever copy of the class Medusa loaded.
 */
export type MedusaAmount =
  | string
  | number
  | { value: string | number }
  | { raw?: { value: string | number } | undefined; numeric: number; bigNumber?: unknown }
  | { toFixed(): string };

// Beyond 15 digits a double's text may differ from the number that was meant: 0.1 + 0.2 is 0.30000000000000004.
const EXACT_DIGITS = 15;

/**
 * A Medusa amount as an exact decimal string.
 *
 * @throws {CalypsoArgumentError} for anything that is not an amount, and for a number computed in floating point.
 * Source: `@medusajs/framework/utils`, BigNumber.
 */
export function fromMedusaAmount(amount: MedusaAmount): string {
  if (typeof amount === "string") return readText(amount);
  if (typeof amount === "number") return readNumber(amount);
  if (typeof amount !== "object" || amount === null) throw notAnAmount();
  if ("bigNumber" in amount && isBigNumberJs(amount.bigNumber)) return readText(amount.bigNumber.toFixed());
  if ("raw" in amount && amount.raw !== undefined) return fromMedusaAmount(amount.raw.value);
  if ("numeric" in amount) return readNumber(amount.numeric);
  if ("value" in amount) return fromMedusaAmount(amount.value);
  if (isBigNumberJs(amount)) return readText(amount.toFixed());
  throw notAnAmount();
}

function readText(text: string): string {
  const plain = plainDecimal(text.trim());
  if (!decimal.isDecimal(plain)) throw notAnAmount();
  return decimal.normalize(plain);
}

function readNumber(value: number): string {
  const plain = plainDecimal(String(value));
  const digits = plain.replace(/^-?0*\.?0*/, "").replace(".", "").length;
  if (!Number.isFinite(value)) throw notAnAmount();
  if (digits > EXACT_DIGITS && !Number.isSafeInteger(value)) {
    throw new CalypsoArgumentError("the amount is a number with too many digits to be exact: use its raw value");
  }
  return readText(plain);
}

const isBigNumberJs = (value: unknown): value is { toFixed(): string } =>
  typeof value === "object" && value !== null && typeof (value as { toFixed?: unknown }).toFixed === "function";

const notAnAmount = () => new CalypsoArgumentError("not an amount: neither a decimal string nor a Medusa BigNumber");
