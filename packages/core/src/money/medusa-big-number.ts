// Medusa's BigNumber by its shape: no dependency on Medusa, and any of its versions will do.
import { CalypsoArgumentError } from "../errors.ts";
import { plainDecimal } from "../json/plain-decimal.ts";
import * as decimal from "./decimal.ts";

/** How Medusa stores and takes an amount exactly. */
export interface MedusaRawValue {
  value: string;
  /** Significant digits; Medusa's own default is 20. */
  precision: number;
}

/** What Medusa hands out as an amount: its BigNumber, bignumber.js's, a stored raw value, a string, or a number. */
export type MedusaAmount =
  | string
  | number
  | { value: string | number }
  | { raw?: { value: string | number } | undefined; numeric: number; bigNumber?: unknown }
  | { toFixed(): string };

const MEDUSA_PRECISION = 20;

// Beyond 15 digits a double's text is no longer the number that was meant: 0.1 + 0.2 is 0.30000000000000004.
const EXACT_DIGITS = 15;

/**
 * A Medusa amount as a decimal string, exactly.
 *
 * @throws {CalypsoArgumentError} for what is no amount, and for a number that was computed in floating point.
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

/**
 * A decimal string as Medusa's raw value, with as much precision as it has digits: `new BigNumber(toMedusaRaw("10.50"))`.
 *
 * @throws {CalypsoArgumentError} for text that is no plain decimal.
 */
export function toMedusaRaw(amount: string): MedusaRawValue {
  const value = decimal.normalize(amount);
  const digits = value.replace(/^-?(?:0\.0*)?/, "").replace(".", "").length;
  return { value, precision: Math.max(MEDUSA_PRECISION, digits) };
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
    throw new CalypsoArgumentError(
      "the amount is a number with more digits than a number keeps exactly: use its raw value",
    );
  }
  return readText(plain);
}

const isBigNumberJs = (value: unknown): value is { toFixed(): string } =>
  typeof value === "object" && value !== null && typeof (value as { toFixed?: unknown }).toFixed === "function";

const notAnAmount = () => new CalypsoArgumentError("not an amount: neither a decimal string nor a Medusa BigNumber");
