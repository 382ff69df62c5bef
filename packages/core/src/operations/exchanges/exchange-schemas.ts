import * as v from "valibot";
import * as field from "../../messages/fields.ts";
import { sortedPageRequest } from "../../messages/page.ts";

export const exchangeStates = ["IN_PROGRESS", "COMPLETED", "FAILED"] as const;
/** Source: documentation, "Crypto exchange". */
export type ExchangeState = (typeof exchangeStates)[number];

export const currencyPairSchema = v.strictObject({
  /** The currency to sell. */
  sourceCurrency: field.requiredText,
  /** The currency to buy. */
  destinationCurrency: field.requiredText,
});
export interface CurrencyPair extends v.InferOutput<typeof currencyPairSchema> {}

export const createExchangeSchema = v.strictObject({
  ...currencyPairSchema.entries,
  /** The amount to sell, a decimal string in `sourceCurrency`. */
  amount: field.positiveAmount,
});
export interface CreateExchange extends v.InferOutput<typeof createExchangeSchema> {}

export const exchangeEstimateSchema = v.object({
  sourceCurrency: v.optional(field.currencyCode),
  destinationCurrency: v.optional(field.currencyCode),
  /** The amount bought, in `destinationCurrency`. */
  amount: field.amount,
});
export interface ExchangeEstimate extends v.InferOutput<typeof exchangeEstimateSchema> {}

export const exchangePairsSchema = v.object({
  /** Currencies to buy, by the currency to sell. */
  currencyPairs: v.record(v.string(), v.array(field.currencyCode)),
});
export interface ExchangePairs extends v.InferOutput<typeof exchangePairsSchema> {}

export const exchangeLimitSchema = v.object({
  sourceCurrency: v.optional(field.currencyCode),
  destinationCurrency: v.optional(field.currencyCode),
  minLimit: v.optional(field.amount),
  maxLimit: v.optional(field.amount),
});
export interface ExchangeLimit extends v.InferOutput<typeof exchangeLimitSchema> {}

/** An exchange's id is a number. */
export const exchangeKeySchema = v.strictObject({ id: field.count });
export interface ExchangeKey extends v.InferOutput<typeof exchangeKeySchema> {}

export const exchangeSchema = v.object({
  id: field.count,
  account: v.optional(field.text),
  sourceCurrency: v.optional(field.currencyCode),
  sourceAmount: v.optional(field.amount),
  destinationCurrency: v.optional(field.currencyCode),
  destinationAmount: v.optional(field.amount),
  /** Typed as the known states; others pass through. */
  state: field.word(exchangeStates),
  createdDate: v.optional(field.text),
});
export interface Exchange extends v.InferOutput<typeof exchangeSchema> {}

export const findExchangesSchema = v.strictObject({
  /** A period, or one date. ISO 8601. */
  createdDate: v.optional(
    v.strictObject({
      period: v.optional(v.strictObject({ firstDate: field.dateTime, secondDate: field.dateTime })),
      date: v.optional(field.dateTime),
    }),
  ),
  state: v.optional(v.array(field.oneOf(exchangeStates))),
  ...sortedPageRequest,
});
export interface FindExchanges extends v.InferOutput<typeof findExchangesSchema> {}

export const averageRateSchema = v.object({
  /** Units of the bought currency per unit of the sold one. */
  rate: field.amount,
});
export interface AverageRate extends v.InferOutput<typeof averageRateSchema> {}
