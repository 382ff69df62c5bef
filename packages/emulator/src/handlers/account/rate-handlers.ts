import { apiDate } from "../../wire/dates.ts";
import { exactNumber } from "../../wire/json.ts";
import type { Handlers } from "../handler.ts";
import { knownCrypto, knownCurrency, knownFiat } from "../known-currency.ts";

/** Rate API. */
export const rateHandlers: Handlers<"rate"> = {
  "rate.get": ({ rates, clock }, { fromCurrencies, toCurrencies }) => ({
    currencyRates: fromCurrencies.map(knownCurrency).flatMap((fromCurrency) =>
      toCurrencies.map(knownCurrency).map((toCurrency) => ({
        fromCurrency,
        toCurrency,
        rates: exactNumber(rates.rate(fromCurrency, toCurrency, clock.nowMs())),
        ratesDate: apiDate(clock.nowMs()),
      })),
    ),
  }),

  "rate.fiat": ({ rates, clock }, { from, to }) => ({
    ratesMap: Object.fromEntries(
      from
        .map(knownCrypto)
        .map((crypto) => [
          crypto,
          Object.fromEntries(
            to.map(knownFiat).map((fiat) => [fiat, exactNumber(rates.rate(crypto, fiat, clock.nowMs()))]),
          ),
        ]),
    ),
  }),
};
