import { fiatCurrencies } from "../chain/currencies.ts";
import { Decimal } from "../wire/decimal.ts";

/** An amount for display: fiat with all of its decimal places, crypto as it is. */
export function formatMoney(amount: string, currency: string): string {
  const scale = fiatCurrencies.get(currency)?.scale;
  const exact = new Decimal(amount);
  return `${scale === undefined || !exact.round(scale).eq(exact) ? exact.toFixed() : exact.toFixed(scale)} ${currency}`;
}
