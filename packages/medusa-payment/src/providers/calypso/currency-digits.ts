import { defaultCurrencies } from "@medusajs/framework/utils";

/** Digits after the point that amounts of a fiat currency have: Medusa's own table, else the usual two. */
export function currencyDigits(currency_code: string): number {
  return defaultCurrencies[currency_code.toUpperCase()]?.decimal_digits ?? 2;
}
