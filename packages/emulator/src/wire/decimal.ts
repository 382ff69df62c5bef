import Big from "big.js";

/**
 * The emulator's exact decimals: a constructor of its own, so that other users of big.js can't change its settings.
 * Divisions keep 40 digits and round down; code that rounds an amount names the mode and the scale.
 */
export const Decimal = Big();
Decimal.DP = 40;
Decimal.RM = Big.roundDown;

export type Decimal = Big;

/** Writes a decimal without exponent and without trailing zeros, e.g. `"0.000042026017236"`. */
export function plain(value: Decimal | string): string {
  return new Decimal(value).toFixed();
}

/** The sum of decimal strings as a decimal string. */
export function sum(amounts: Iterable<string>): string {
  let total = new Decimal(0);
  for (const amount of amounts) total = total.plus(amount);
  return plain(total);
}
