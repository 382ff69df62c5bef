import { cryptoCurrencies, fiatCurrencies } from "../../chain/currencies.ts";
import { formatCryptoCurrency, formatFiatCurrency } from "../../formatters/format-currency.ts";
import type { Handlers } from "../handler.ts";

/** Currency API. */
export const currencyHandlers: Handlers<"currency"> = {
  "currency.all": () => ({
    fiatCurrencies: [...fiatCurrencies.values()].map(formatFiatCurrency),
    cryptoCurrencies: [...cryptoCurrencies.values()].map(formatCryptoCurrency),
  }),

  "currency.fiat": () => ({
    result: [...fiatCurrencies.values()].map(({ code, name, scale }) => ({
      currency: code,
      name,
      round: scale,
      active: true,
    })),
  }),

  "currency.cryptoFullInfo": () => ({
    cryptoCurrencies: [...cryptoCurrencies.values()].map((currency) => ({
      currency: currency.code,
      baseCurrency: currency.base,
      name: currency.name,
      token: currency.standard !== null,
      network: currency.network,
      recommendedDisplayScale: currency.scale,
      blockchainScale: currency.blockchainScale,
    })),
  }),
};
