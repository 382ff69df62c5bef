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
  /** Fiat and crypto currencies. Source: "Get all currencies". */
  all: operation<undefined, AllCurrencies>({
    path: "/api/v1/currency",
    effect: "read",
    account: false,
    response: allCurrenciesSchema,
  }),

  /** Fiat currencies that invoices may be in. Source: "Get all fiat currencies". */
  fiat: operation<undefined, FiatCurrencies>({
    path: "/api/v1/currency/fiat",
    effect: "read",
    account: false,
    response: fiatCurrenciesSchema,
  }),

  /** Cryptocurrencies with network and digits: the live list. Source: "Get crypto currencies full info". */
  cryptoFullInfo: operation<undefined, CryptoCurrencies>({
    path: "/api/v1/currency/crypto/full-info",
    effect: "read",
    account: false,
    response: cryptoCurrenciesSchema,
  }),
};
