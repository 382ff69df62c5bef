import { operation } from "../operation.ts";
import {
  type AllCurrencies,
  allCurrenciesSchema,
  type CryptoCurrencies,
  cryptoCurrenciesSchema,
  type FiatCurrencies,
  fiatCurrenciesSchema,
} from "./currency-schemas.ts";

/** Source: API reference, "Currency API". */
export const currency = {
  /** Lists fiat and crypto currencies. Source: "Get all currencies". */
  all: operation<undefined, AllCurrencies>({
    path: "/api/v1/currency",
    effect: "read",
    account: false,
    response: allCurrenciesSchema,
  }),

  /** Lists fiat currencies for invoices. Source: "Get all fiat currencies". */
  fiat: operation<undefined, FiatCurrencies>({
    path: "/api/v1/currency/fiat",
    effect: "read",
    account: false,
    response: fiatCurrenciesSchema,
  }),

  /** Lists cryptocurrencies with network and decimals. Source: "Get crypto currencies full info". */
  cryptoFullInfo: operation<undefined, CryptoCurrencies>({
    path: "/api/v1/currency/crypto/full-info",
    effect: "read",
    account: false,
    response: cryptoCurrenciesSchema,
  }),
};
