import * as v from "valibot";
import * as field from "../../messages/fields.ts";

const currencyInfoSchema = v.object({
  /** The code. */
  name: field.text,
  /** Code of the currency of network fees. */
  feeCurrencyName: v.optional(field.text),
  coinId: v.optional(field.text),
  networkData: v.optional(v.object({ frontName: v.optional(field.text), type: v.optional(field.text) })),
  scale: v.optional(field.count),
  blockchainScale: v.optional(field.count),
  /** Amounts below it are not worth moving. */
  garbageAmount: v.optional(field.amount),
  crypto: v.optional(field.flag),
  blockchainName: v.optional(field.text),
  contract: v.optional(field.text),
  enabled: v.optional(field.flag),
  active: v.optional(field.flag),
});
export interface CurrencyInfo extends v.InferOutput<typeof currencyInfoSchema> {}

export const allCurrenciesSchema = v.object({
  fiatCurrencies: v.optional(v.array(currencyInfoSchema), []),
  cryptoCurrencies: v.optional(v.array(currencyInfoSchema), []),
});
export interface AllCurrencies extends v.InferOutput<typeof allCurrenciesSchema> {}

export const fiatCurrenciesSchema = v.object({
  result: v.array(
    v.object({
      /** The code, for example EUR. */
      currency: field.text,
      name: v.optional(field.text),
      /** Digits after the point. */
      round: v.optional(field.count),
      active: v.optional(field.flag),
    }),
  ),
});
export interface FiatCurrencies extends v.InferOutput<typeof fiatCurrenciesSchema> {}

export const cryptoCurrenciesSchema = v.object({
  cryptoCurrencies: v.array(
    v.object({
      /** The code, for example USDT_TRX. */
      currency: field.text,
      baseCurrency: v.optional(field.text),
      name: v.optional(field.text),
      token: v.optional(field.flag),
      network: v.optional(field.text),
      recommendedDisplayScale: v.optional(field.count),
      /** Digits after the point that the network keeps. */
      blockchainScale: v.optional(field.count),
    }),
  ),
});
export interface CryptoCurrencies extends v.InferOutput<typeof cryptoCurrenciesSchema> {}
