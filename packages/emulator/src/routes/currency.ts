import { bareOperation } from "../api/operation.ts";
import { cryptoCurrencies, fiatCurrencies } from "../chain/currencies.ts";
import { formatCryptoCurrency, formatFiatCurrency } from "../formatters/currency.ts";

const anyAccount = { account: false };

/** Currency API. */
export const currencyOperations = [
  bareOperation(
    "currency.all",
    "/currency",
    () => ({
      fiatCurrencies: [...fiatCurrencies.values()].map(formatFiatCurrency),
      cryptoCurrencies: [...cryptoCurrencies.values()].map(formatCryptoCurrency),
    }),
    anyAccount,
  ),
  bareOperation(
    "currency.fiat",
    "/currency/fiat",
    () => ({
      result: [...fiatCurrencies.values()].map(({ code, name, scale }) => ({
        currency: code,
        name,
        round: scale,
        active: true,
      })),
    }),
    anyAccount,
  ),
  bareOperation(
    "currency.cryptoFullInfo",
    "/currency/crypto/full-info",
    () => ({
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
    anyAccount,
  ),
];
