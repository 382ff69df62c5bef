import type { CryptoCurrency, FiatCurrency } from "../chain/currencies.ts";

/** A crypto currency in the long form that `currency` and others answer. */
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

/** A fiat currency in the same long form. */
export function formatFiatCurrency(currency: FiatCurrency): Record<string, unknown> {
  return { name: currency.code, scale: currency.scale, crypto: false, enabled: true, active: true };
}
