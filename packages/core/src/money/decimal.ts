import { Big as BigJs, type RoundingMode as BigRoundingMode } from "big.js";
import { CalypsoArgumentError } from "../errors.ts";
import { isDecimal } from "./is-decimal.ts";

export { isDecimal };

/** `down`: towards zero. `up`: away from zero. `half_up`: halves away from zero. `half_even`: halves to even. */
export type Rounding = "down" | "half_up" | "half_even" | "up";

/** Both are required, so that no default goes unnoticed. */
export interface RoundOptions {
  /** Digits after the point, 0 to 100. */
  scale: number;
  rounding: Rounding;
}

// Its own constructor, so that other code's settings of Big have no effect here. Strict: no doubles.
const Big = BigJs();
Big.strict = true;

const modes: Record<Rounding, BigRoundingMode> = { down: 0, half_up: 1, half_even: 2, up: 3 };

function read(value: string): BigJs {
  if (!isDecimal(value)) {
    throw new CalypsoArgumentError("not a decimal number: pass a string such as 12.50, without exponent");
  }
  return new Big(value);
}

function write(value: BigJs): string {
  const text = value.toFixed();
  return text === "-0" ? "0" : text;
}

function modeOf({ scale, rounding }: RoundOptions): BigRoundingMode {
  if (!Number.isInteger(scale) || scale < 0 || scale > 100) {
    throw new CalypsoArgumentError("scale must be a whole number from 0 to 100", { path: "scale" });
  }
  const mode = modes[rounding];
  if (mode === undefined) {
    throw new CalypsoArgumentError("rounding must be down, half_up, half_even or up", { path: "rounding" });
  }
  return mode;
}

/** Exact sum. */
export const add = (a: string, b: string): string => write(read(a).plus(read(b)));

/** Exact difference. */
export const subtract = (a: string, b: string): string => write(read(a).minus(read(b)));

/** Exact product, with as many digits as it needs. */
export const multiply = (a: string, b: string): string => write(read(a).times(read(b)));

/** Quotient, rounded once. @throws {CalypsoArgumentError} if the divisor is zero. */
export function divide(a: string, b: string, options: RoundOptions): string {
  const mode = modeOf(options);
  const divisor = read(b);
  if (divisor.eq("0")) throw new CalypsoArgumentError("division by zero");
  // big.js rounds quotients by its constructor's settings, so this call needs its own.
  const Local = BigJs();
  Local.DP = options.scale;
  Local.RM = mode;
  return padded(new Local(read(a)).div(divisor), options, mode);
}

/** Rounded to exactly `scale` digits after the point: `round("1.005", { scale: 2, rounding: "half_even" })` is `1.00`. */
export const round = (value: string, options: RoundOptions): string => padded(read(value), options, modeOf(options));

function padded(value: BigJs, { scale }: RoundOptions, mode: BigRoundingMode): string {
  const text = value.toFixed(scale, mode);
  return /^-0(?:\.0*)?$/.test(text) ? text.slice(1) : text;
}

/** -1, 0 or 1, by value: `1.10` equals `1.1`. */
export const compare = (a: string, b: string): -1 | 0 | 1 => read(a).cmp(read(b));

/** Whether two decimals have the same value. */
export const equals = (a: string, b: string): boolean => compare(a, b) === 0;

export const isZero = (value: string): boolean => compare(value, "0") === 0;
export const isPositive = (value: string): boolean => compare(value, "0") > 0;
export const isNegative = (value: string): boolean => compare(value, "0") < 0;

/** The larger of two decimals, as given. */
export const max = (a: string, b: string): string => (compare(a, b) >= 0 ? a : b);

/** The smaller of two decimals, as given. */
export const min = (a: string, b: string): string => (compare(a, b) <= 0 ? a : b);

/** Exact sum of any number of decimals; `0` if there are none. */
export const sum = (values: Iterable<string>): string => {
  let total: BigJs = new Big("0");
  for (const value of values) total = total.plus(read(value));
  return write(total);
};

/** The same value in its shortest form: no trailing zeros after the point, no `-0`. */
export const normalize = (value: string): string => write(read(value));

/** Number of digits after the point, as written: 2 for `1.10`. */
export const scaleOf = (value: string): number => {
  read(value);
  return value.includes(".") ? value.length - value.indexOf(".") - 1 : 0;
};
