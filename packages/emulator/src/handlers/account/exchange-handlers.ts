import { cryptoCurrencies } from "../../chain/currencies.ts";
import { createExchange, exchangeFor, exchangeLimits } from "../../domain/account/exchanges.ts";
import { unknownObject } from "../../domain/emulator-error.ts";
import { formatCryptoCurrency, formatCurrencyField } from "../../formatters/format-currency.ts";
import { formatExchange } from "../../formatters/format-exchange.ts";
import { pageOf, sorted } from "../../formatters/page-of.ts";
import { parseDate } from "../../wire/dates.ts";
import { exactNumber } from "../../wire/json.ts";
import type { Handlers } from "../handler.ts";
import { knownCrypto } from "../known-currency.ts";

const dayMs = 24 * 3_600_000;

interface DateFilter {
  readonly period?: { readonly firstDate: string; readonly secondDate: string } | undefined;
  readonly date?: string | undefined;
}

/** Whether a time is in a period, or on the day of a date. */
function isWithin(atMs: number, { period, date }: DateFilter): boolean {
  const at = (text: string): number => parseDate(text) ?? Number.NaN;
  if (period && (atMs < at(period.firstDate) || atMs > at(period.secondDate))) return false;
  return date === undefined || Math.floor(atMs / dayMs) === Math.floor(at(date) / dayMs);
}

/** Exchange API. */
export const exchangeHandlers: Handlers<"exchange"> = {
  "exchange.pairs": (sandbox) => ({
    currencyPairs: Object.fromEntries(
      [...cryptoCurrencies.keys()].map((source) => [
        source,
        [...cryptoCurrencies.values()]
          .filter(({ code }) => code !== source)
          .map((currency) => formatCryptoCurrency(sandbox, currency)),
      ]),
    ),
  }),

  "exchange.preCalculate": (sandbox, { sourceCurrency, destinationCurrency, amount }) => ({
    sourceCurrency: knownCrypto(sourceCurrency),
    destinationCurrency: knownCrypto(destinationCurrency),
    amount: exactNumber(exchangeFor(sandbox, sourceCurrency, destinationCurrency, amount)),
  }),

  "exchange.limit": (sandbox, { sourceCurrency, destinationCurrency }) => {
    const { min, max } = exchangeLimits(sandbox, knownCrypto(sourceCurrency));
    const destination = formatCurrencyField(sandbox, knownCrypto(destinationCurrency));
    return { sourceCurrency, destinationCurrency: destination, minLimit: exactNumber(min), maxLimit: exactNumber(max) };
  },

  "exchange.averageRate": ({ rates, clock }, { sourceCurrency, destinationCurrency }) => ({
    rate: exactNumber(rates.rate(knownCrypto(sourceCurrency), knownCrypto(destinationCurrency), clock.nowMs())),
  }),

  "exchange.create": (sandbox, { sourceCurrency, destinationCurrency, amount }) =>
    formatExchange(
      sandbox,
      createExchange(sandbox, knownCrypto(sourceCurrency), knownCrypto(destinationCurrency), amount),
    ),

  "exchange.get": (sandbox, { id }) => {
    const exchange = sandbox.store.exchanges.get(String(id));
    if (!exchange) throw unknownObject("exchange", "exchange");
    return formatExchange(sandbox, exchange);
  },

  "exchange.find": (sandbox, { createdDate, state: states = [], sort, ...page }) => {
    const found = sandbox.store.exchanges
      .all()
      .filter(({ state }) => states.length === 0 || states.includes(state))
      .filter(({ createdAtMs }) => createdDate === undefined || isWithin(createdAtMs, createdDate));
    return pageOf(sandbox, sorted(found, sort), page, (exchange) => formatExchange(sandbox, exchange));
  },
};
