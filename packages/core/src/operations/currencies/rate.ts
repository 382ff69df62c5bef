import { operation } from "../operation.ts";
import {
  type FiatRates,
  fiatRatesSchema,
  type GetFiatRates,
  type GetRates,
  getFiatRatesSchema,
  getRatesSchema,
  type Rates,
  ratesSchema,
} from "./rate-schemas.ts";

/** Source: API reference, "Rate API". */
export const rate = {
  /** Reads rates between cryptocurrencies. Source: "Get exchange rates". */
  get: operation<GetRates, Rates>({
    path: "/api/v1/rate",
    effect: "read",
    account: false,
    request: getRatesSchema,
    response: ratesSchema,
  }),

  /** Reads rates from crypto to fiat currencies. Source: "Get fiat exchange rates". */
  fiat: operation<GetFiatRates, FiatRates>({
    path: "/api/v1/rate/fiat",
    effect: "read",
    account: false,
    request: getFiatRatesSchema,
    response: fiatRatesSchema,
  }),
};
