import { fiatCurrencies } from "../chain/currencies.ts";
import { Decimal } from "../wire/decimal.ts";

/** An amount as people read it: fiat with all of its decimal places, crypto as it is. */
export function money(amount: string, currency: string): string {
  const scale = fiatCurrencies.get(currency)?.scale;
  const exact = new Decimal(amount);
  return `${scale === undefined || !exact.round(scale).eq(exact) ? exact.toFixed() : exact.toFixed(scale)} ${currency}`;
}
