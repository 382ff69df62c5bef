import { listOperation, operation } from "../operation.ts";
import * as schema from "./exchange-schemas.ts";

/** Source: API reference, "Exchange API". Each may be refused with 400 or fail with 500. */
export const exchange = {
  /** What an amount would buy now. Source: "Pre-calculate the exchange". */
  preCalculate: operation<schema.CreateExchange, schema.ExchangeEstimate>({
    path: "/api/v1/exchange/pre-calculate",
    effect: "read",
    request: schema.createExchangeSchema,
    response: schema.exchangeEstimateSchema,
  }),

  /** Which currencies can be exchanged for which. Source: "Get currency pairs". */
  pairs: operation<undefined, schema.ExchangePairs>({
    path: "/api/v1/exchange/pairs",
    effect: "read",
    response: schema.exchangePairsSchema,
  }),

  /** The least and the most of a pair. Source: "Get upper exchange limit by currency". */
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

  /** Exchanges by date and state, by page. Source: "Find exchange by filter". */
  find: listOperation<schema.FindExchanges, schema.Exchange>({
    path: "/api/v1/exchange/filter",
    pageSizeField: "pageSize",
    request: schema.findExchangesSchema,
    item: schema.exchangeSchema,
  }),

  /**
   * Sells one currency for another. It has no idempotency key: never repeated by the client; after an unknown outcome
   * look with `find`. Source: "Create exchange".
   */
  create: operation<schema.CreateExchange, schema.Exchange>({
    path: "/api/v1/exchange/create",
    effect: "once",
    request: schema.createExchangeSchema,
    response: schema.exchangeSchema,
  }),

  /** The average rate of a pair. Source: "Get average rate for currency pair". */
  averageRate: operation<schema.CurrencyPair, schema.AverageRate>({
    path: "/api/v1/exchange/average-rate",
    effect: "read",
    request: schema.currencyPairSchema,
    response: schema.averageRateSchema,
  }),
};
