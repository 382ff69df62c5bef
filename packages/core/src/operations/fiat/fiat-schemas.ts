import * as v from "valibot";
import * as field from "../../messages/fields.ts";

export const geoListSchema = v.object({
  geo: v.array(
    v.object({
      geoId: field.text,
      geoName: v.optional(field.text),
      geoCode: v.optional(field.text),
      fiatCurrency: v.optional(field.text),
    }),
  ),
});
/** Where fiat payments are offered. */
export interface GeoList extends v.InferOutput<typeof geoListSchema> {}

export const fiatOrderUrlSchema = v.object({ url: field.text });
export interface FiatOrderUrl extends v.InferOutput<typeof fiatOrderUrlSchema> {}

export const invoiceFiatOrderKeySchema = v.strictObject({ idempotencyKey: field.requiredText });
export interface InvoiceFiatOrderKey extends v.InferOutput<typeof invoiceFiatOrderKeySchema> {}

export const invoiceFiatOrderSchema = v.object({
  invoiceId: v.optional(field.text),
  /** In lower case, for example `unpaid`. */
  state: v.optional(field.text),
  shopId: v.optional(field.text),
  orderUnpaidType: v.optional(field.text),
  currency: v.optional(field.currencyCode),
  orderCryptoAmount: v.optional(field.amount),
  paymentCryptoAmount: v.optional(field.amount),
  fiatCurrency: v.optional(field.text),
  orderFiatAmount: v.optional(field.amount),
  paymentFiatAmount: v.optional(field.amount),
  adjustment: v.optional(
    v.object({
      currency: v.optional(field.currencyCode),
      fiatCurrency: v.optional(field.text),
      sumAfterAdjustment: v.optional(field.amount),
      reason: v.optional(field.text),
      adjustmentDate: v.optional(field.text),
    }),
  ),
});
/** A fiat payment of an invoice. */
export interface InvoiceFiatOrder extends v.InferOutput<typeof invoiceFiatOrderSchema> {}

export const getFiatMethodsSchema = v.strictObject({ currency: field.sentCurrency, geoId: field.uuid });
export interface GetFiatMethods extends v.InferOutput<typeof getFiatMethodsSchema> {}

export const fiatMethodsSchema = v.object({
  method: v.array(
    v.object({
      methodName: v.optional(field.text),
      methodCode: v.optional(field.text),
      fixedRateId: v.optional(field.text),
      fixedRate: v.optional(field.amount),
      expiredFixedRateDate: v.optional(field.text),
      minLimit: v.optional(field.amount),
      maxLimit: v.optional(field.amount),
    }),
  ),
});
export interface FiatMethods extends v.InferOutput<typeof fiatMethodsSchema> {}

export const createInvoiceFiatOrderSchema = v.strictObject({
  /** The kind of object to pay for, for example INVOICE. */
  orderType: field.requiredText,
  amountInCrypto: v.optional(field.positiveAmount),
  amountInFiat: v.optional(field.positiveAmount),
  /** A UUID. The reference does not say whether it is the invoice's or this order's own. */
  idempotencyKey: field.uuid,
  rateId: field.uuid,
  redirectUrl: v.optional(field.webUrl),
  merchantExternalId: v.optional(field.requiredText),
});
export interface CreateInvoiceFiatOrder extends v.InferOutput<typeof createInvoiceFiatOrderSchema> {}
