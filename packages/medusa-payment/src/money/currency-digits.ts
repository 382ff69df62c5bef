import { defaultCurrencies } from "@medusajs/framework/utils";

/** Decimal places of a fiat currency, from Medusa's own table; two for a currency that isn't listed there. */
export function currencyDigits(currency_code: string): number {
  return defaultCurrencies[currency_code.toUpperCase()]?.decimal_digits ?? 2;
}
