import Big from "big.js";
import { cryptoCurrencies } from "../../chain/currencies.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { Conversion } from "../../store/entities.ts";
import { Decimal, plain } from "../../wire/decimal.ts";
import { addToBalance } from "./balances.ts";

/**
 * Adds a client's payment to the balance. Auto-conversion, where it is set up for the currency, adds the equivalent in its
 * target currency instead, rounded down to that currency's scale.
 *
 * @returns the conversion, if any.
 */
export function creditIncoming(sandbox: Sandbox, currency: string, amount: string): Conversion | undefined {
  const { store, settings, rates, clock } = sandbox;
  const targetCurrency = settings.autoConversion[currency];
  if (targetCurrency === undefined || targetCurrency === currency) {
    addToBalance(store, currency, amount);
    return undefined;
  }
  const nowMs = clock.nowMs();
  const exact = new Decimal(amount).times(rates.usdOf(currency, nowMs)).div(rates.usdOf(targetCurrency, nowMs));
  const converted = plain(exact.round(cryptoCurrencies.get(targetCurrency)?.scale ?? 8, Big.roundDown));
  addToBalance(store, targetCurrency, converted);
  return { targetCurrency, amount: converted };
}
