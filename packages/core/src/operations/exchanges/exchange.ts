import { listOperation, operation } from "../operation.ts";
import * as schema from "./exchange-schemas.ts";

/** Source: API reference, "Exchange API". Each may be refused with 400 or fail with 500. */
export const exchange = {
  /** Estimates how much an amount would buy now. Source: "Pre-calculate the exchange". */
  preCalculate: operation<schema.CreateExchange, schema.ExchangeEstimate>({
    path: "/api/v1/exchange/pre-calculate",
    effect: "read",
    request: schema.createExchangeSchema,
    response: schema.exchangeEstimateSchema,
  }),

  /** Lists the currency pairs that can be exchanged. Source: "Get currency pairs". */
  pairs: operation<undefined, schema.ExchangePairs>({
    path: "/api/v1/exchange/pairs",
    effect: "read",
    response: schema.exchangePairsSchema,
  }),

  /** Reads the smallest and largest amount of a pair. Source: "Get upper exchange limit by currency". */
  limit: operation<schema.CurrencyPair, schema.ExchangeLimit>({
    path: "/api/v1/exchange/limit",
    effect: "read",
    request: schema.currencyPairSchema,
    response: schema.exchangeLimitSchema,
  }),

  /** Reads an exchange. Source: "Get exchange". */
  get: operation<schema.ExchangeKey, schema.Exchange>({
    path: "/api/v1/exchange/get",
    effect: "read",
    request: schema.exchangeKeySchema,
    response: schema.exchangeSchema,
  }),

  /** Lists exchanges by date and state. Source: "Find exchange by filter". */
  find: listOperation<schema.FindExchanges, schema.Exchange>({
    path: "/api/v1/exchange/filter",
    pageSizeField: "pageSize",
    request: schema.findExchangesSchema,
    item: schema.exchangeSchema,
  }),

  /**
   * Sells one currency for another. It has no idempotency key, so the client never repeats it: after an unknown outcome,
   * look for it with `find`. Source: "Create exchange".
   */
  create: operation<schema.CreateExchange, schema.Exchange>({
    path: "/api/v1/exchange/create",
    effect: "once",
    request: schema.createExchangeSchema,
    response: schema.exchangeSchema,
  }),

  /** Reads the average rate of a pair. Source: "Get average rate for currency pair". */
  averageRate: operation<schema.CurrencyPair, schema.AverageRate>({
    path: "/api/v1/exchange/average-rate",
    effect: "read",
    request: schema.currencyPairSchema,
    response: schema.averageRateSchema,
  }),
};
