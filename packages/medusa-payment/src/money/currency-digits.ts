import { defaultCurrencies } from "@medusajs/framework/utils";

/** Decimal places of a fiat currency, from Medusa's own table; two for a currency that isn't listed there. */
export function currencyDigits(currencyCode: string): number {
  return defaultCurrencies[currencyCode.toUpperCase()]?.decimal_digits ?? 2;
}
