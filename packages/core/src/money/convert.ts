import { CalypsoArgumentError } from "../errors.ts";
import * as decimal from "./decimal.ts";

export interface ConvertOptions extends decimal.RoundOptions {
  /** Decimal string in the source currency. */
  amount: string;
  /** Fiat per unit of crypto, as in the answer of `client.rate.fiat`. */
  rate: string;
}

/**
 * Converts a fiat amount to crypto: `amount / rate`, rounded once. Round `up` what you request, `down` what you pay out.
 *
 * @throws {CalypsoArgumentError} unless the rate is above zero.
 * @example
 * convertFiatToCrypto({ amount: "100", rate: "91234.5", scale: 8, rounding: "up" }); // "0.00109608"
 */
export function convertFiatToCrypto({ amount, rate, scale, rounding }: ConvertOptions): string {
  checkRate(rate);
  return decimal.divide(amount, rate, { scale, rounding });
}

/**
 * Converts a crypto amount to fiat: `amount * rate`, rounded once.
 *
 * @throws {CalypsoArgumentError} unless the rate is above zero.
 * @example
 * convertCryptoToFiat({ amount: "0.00109608", rate: "91234.5", scale: 2, rounding: "half_up" }); // "100.00"
 */
export function convertCryptoToFiat({ amount, rate, scale, rounding }: ConvertOptions): string {
  checkRate(rate);
  return decimal.round(decimal.multiply(amount, rate), { scale, rounding });
}

function checkRate(rate: string): void {
  if (!decimal.isDecimal(rate) || !decimal.isPositive(rate)) {
    throw new CalypsoArgumentError("the rate must be a decimal string above zero", { path: "rate" });
  }
}
