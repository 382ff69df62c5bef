import * as v from "valibot";
import { body, currency } from "../api/fields.ts";
import { knownCrypto, knownCurrency, knownFiat } from "../api/known-currency.ts";
import { operation } from "../api/operation.ts";
import { apiDate } from "../wire/dates.ts";
import { exactNumber } from "../wire/exact-json.ts";

const currencies = v.pipe(v.array(currency, "must be a list"), v.minLength(1, "must not be empty"));

/** Rate API. */
export const rateOperations = [
  operation(
    "rate.get",
    "/rate",
    body({ fromCurrencies: currencies, toCurrencies: currencies }),
    ({ rates, clock }, { fromCurrencies, toCurrencies }) => ({
      currencyRates: fromCurrencies.flatMap((from) =>
        toCurrencies.map((to) => ({
          fromCurrency: knownCurrency(from),
          toCurrency: knownCurrency(to),
          rates: exactNumber(rates.rate(from, to, clock.nowMs())),
          ratesDate: apiDate(clock.nowMs()),
        })),
      ),
    }),
    { account: false },
  ),
  operation(
    "rate.fiat",
    "/rate/fiat",
    body({ from: currencies, to: currencies }),
    ({ rates, clock }, { from, to }) => ({
      ratesMap: Object.fromEntries(
        from.map((crypto) => [
          knownCrypto(crypto),
          Object.fromEntries(to.map((fiat) => [knownFiat(fiat), exactNumber(rates.rate(crypto, fiat, clock.nowMs()))])),
        ]),
      ),
    }),
    { account: false },
  ),
];
