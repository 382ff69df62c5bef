import * as v from "valibot";
import * as field from "../../messages/fields.ts";

export const getRatesSchema = v.strictObject({
  fromCurrencies: v.array(field.sentCurrency),
  toCurrencies: v.array(field.sentCurrency),
});
export interface GetRates extends v.InferOutput<typeof getRatesSchema> {}

export const ratesSchema = v.object({
  currencyRates: v.optional(
    v.array(
      v.object({
        fromCurrency: field.currencyCode,
        toCurrency: field.currencyCode,
        /** Units of `toCurrency` per unit of `fromCurrency`. */
        rates: field.amount,
        ratesDate: v.optional(field.text),
      }),
    ),
    [],
  ),
});
export interface Rates extends v.InferOutput<typeof ratesSchema> {}

export const getFiatRatesSchema = v.strictObject({
  /** Codes of cryptocurrencies. */
  from: v.array(field.sentCurrency),
  /** Codes of fiat currencies. */
  to: v.array(field.requiredText),
});
export interface GetFiatRates extends v.InferOutput<typeof getFiatRatesSchema> {}

export const fiatRatesSchema = v.object({
  /** Fiat per unit of crypto, by cryptocurrency and then by fiat currency. */
  ratesMap: v.optional(v.record(v.string(), v.record(v.string(), field.amount)), {}),
});
export interface FiatRates extends v.InferOutput<typeof fiatRatesSchema> {}
