import { type CryptoCurrency, cryptoCurrencies, type FiatCurrency } from "../chain/currencies.ts";
import { activityOf } from "../domain/account/require-active.ts";
import type { Sandbox } from "../sandbox.ts";

/** A crypto currency as the reference's object. */
export function formatCryptoCurrency(sandbox: Sandbox, currency: CryptoCurrency): Record<string, unknown> {
  return {
    name: currency.code,
    feeCurrencyName: currency.base,
    networkData: { frontName: currency.network, type: currency.standard ?? undefined },
    scale: currency.scale,
    blockchainScale: currency.blockchainScale,
    garbageAmount: 0,
    crypto: true,
    blockchainName: currency.network,
    ...activityOf(sandbox, currency.code),
  };
}

/** A currency field: the reference's object or the guides' code, depending on `currencyObjects`. */
export function formatCurrencyField(sandbox: Sandbox, code: string): string | Record<string, unknown> {
  const currency = cryptoCurrencies.get(code);
  return sandbox.settings.currencyObjects && currency ? formatCryptoCurrency(sandbox, currency) : code;
}

/** A fiat currency as the reference's object. */
export function formatFiatCurrency(sandbox: Sandbox, currency: FiatCurrency): Record<string, unknown> {
  return { name: currency.code, scale: currency.scale, crypto: false, ...activityOf(sandbox, currency.code) };
}
