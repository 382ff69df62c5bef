import * as v from "valibot";
import * as field from "../../messages/fields.ts";

export const cryptoToFiatTypes = ["CARD", "SEPA", "SWIFT"] as const;
/** How the fiat is paid. Also a path segment of rate and limit. */
export type CryptoToFiatType = (typeof cryptoToFiatTypes)[number];

const type = field.oneOf(cryptoToFiatTypes);

export const cryptoToFiatOrderSchema = v.object({
  orderId: field.text,
  /** INIT at first; the reference names no other state. */
  state: v.optional(field.text),
  currency: v.optional(field.currencyCode),
  fiatCurrency: v.optional(field.text),
  amountInCrypto: v.optional(field.amount),
  amountInFiat: v.optional(field.amount),
  externalId: v.optional(field.text),
});
export interface CryptoToFiatOrder extends v.InferOutput<typeof cryptoToFiatOrderSchema> {}

export const cryptoToFiatOrderKeySchema = v.strictObject({ orderId: field.uuid });
export interface CryptoToFiatOrderKey extends v.InferOutput<typeof cryptoToFiatOrderKeySchema> {}

export const fixRateSchema = v.strictObject({
  /** Part of the path. */
  type,
  fiatCurrency: field.requiredText,
  currency: field.requiredText,
});
export interface FixRate extends v.InferOutput<typeof fixRateSchema> {}

export const fixedRateSchema = v.object({
  /** The `fixedRateId` of an order. */
  rateId: field.text,
  rate: field.amount,
  fiatCurrency: v.optional(field.text),
  currency: v.optional(field.currencyCode),
  expiredDate: v.optional(field.text),
});
export interface FixedRate extends v.InferOutput<typeof fixedRateSchema> {}

export const getCryptoToFiatLimitSchema = v.strictObject({
  /** Part of the path. */
  type,
  fiatCurrency: field.requiredText,
});
export interface GetCryptoToFiatLimit extends v.InferOutput<typeof getCryptoToFiatLimitSchema> {}

export const cryptoToFiatLimitSchema = v.object({
  minLimit: v.optional(field.amount),
  maxLimit: v.optional(field.amount),
  limitCurrency: v.optional(field.text),
});
export interface CryptoToFiatLimit extends v.InferOutput<typeof cryptoToFiatLimitSchema> {}

const newOrderFields = {
  currency: field.sentCurrency,
  fiatCurrency: field.requiredText,
  fixedRateId: field.uuid,
  /** Decimal string: this or `cryptoAmount`. */
  fiatAmount: v.optional(field.positiveAmount),
  cryptoAmount: v.optional(field.positiveAmount),
  /** A UUID that makes the request unique. Generated if absent. */
  idempotencyKey: v.optional(field.uuid),
  externalId: v.optional(field.requiredText),
  type: v.optional(type),
};

export const createSepaOrderSchema = v.strictObject({
  ...newOrderFields,
  /** IBAN. */
  accountNumber: field.requiredText,
  accountName: field.requiredText,
  accountEmail: v.optional(field.requiredText),
});
export interface CreateSepaOrder extends v.InferOutput<typeof createSepaOrderSchema> {}

export const createCardOrderSchema = v.strictObject({
  ...newOrderFields,
  /** Card number. */
  card: field.requiredText,
  bankCode: v.optional(field.requiredText),
  bankSystem: v.optional(field.requiredText),
  saveCard: v.optional(v.boolean()),
});
export interface CreateCardOrder extends v.InferOutput<typeof createCardOrderSchema> {}
