import { cryptoCurrencies, fiatCurrencies } from "../../chain/currencies.ts";
import { isActive } from "../../domain/account/require-active.ts";
import { formatCryptoCurrency, formatFiatCurrency } from "../../formatters/format-currency.ts";
import type { Handlers } from "../handler.ts";

/** Currency API. */
export const currencyHandlers: Handlers<"currency"> = {
  "currency.all": (sandbox) => ({
    fiatCurrencies: [...fiatCurrencies.values()].map((currency) => formatFiatCurrency(sandbox, currency)),
    cryptoCurrencies: [...cryptoCurrencies.values()].map((currency) => formatCryptoCurrency(sandbox, currency)),
  }),

  "currency.fiat": (sandbox) => ({
    result: [...fiatCurrencies.values()].map(({ code, name, scale }) => ({
      currency: code,
      name,
      round: scale,
      active: isActive(sandbox, code),
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
