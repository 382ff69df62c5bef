import { type CryptoCurrency, cryptoCurrencies, type FiatCurrency } from "../chain/currencies.ts";
import type { Sandbox } from "../sandbox.ts";

/** A crypto currency as the reference's object. */
export function formatCryptoCurrency(currency: CryptoCurrency): Record<string, unknown> {
  return {
    name: currency.code,
    feeCurrencyName: currency.base,
    networkData: { frontName: currency.network, type: currency.standard ?? undefined },
    scale: currency.scale,
    blockchainScale: currency.blockchainScale,
    garbageAmount: 0,
    crypto: true,
    blockchainName: currency.network,
    enabled: true,
    active: true,
  };
}

/** A currency field: the reference's object or the guides' code, depending on `currencyObjects`. */
export function formatCurrencyField({ settings }: Sandbox, code: string): string | Record<string, unknown> {
  const currency = cryptoCurrencies.get(code);
  return settings.currencyObjects && currency ? formatCryptoCurrency(currency) : code;
}

/** A fiat currency as the reference's object. */
export function formatFiatCurrency(currency: FiatCurrency): Record<string, unknown> {
  return { name: currency.code, scale: currency.scale, crypto: false, enabled: true, active: true };
}
