import { CalypsoArgumentError } from "../errors.ts";
import * as decimal from "./decimal.ts";

export interface ConvertOptions extends decimal.RoundOptions {
  /** Decimal string in the currency that is converted from. */
  amount: string;
  /** Fiat for one unit of crypto, as `rate.fiat` answers it. */
  rate: string;
}

/**
 * What a fiat amount is in crypto: `amount / rate`, rounded once. Round `up` what is asked for, `down` what is paid out.
 *
 * @throws {CalypsoArgumentError} for a rate that is not above zero.
 */
export function convertFiatToCrypto({ amount, rate, scale, rounding }: ConvertOptions): string {
  checkRate(rate);
  return decimal.divide(amount, rate, { scale, rounding });
}

/**
 * What a crypto amount is in fiat: `amount * rate`, rounded once.
 *
 * @throws {CalypsoArgumentError} for a rate that is not above zero.
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
