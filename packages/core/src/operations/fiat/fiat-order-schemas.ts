// On-ramp (fiat deposit) and off-ramp (fiat withdrawal) orders have the same shape.
import * as v from "valibot";
import * as field from "../../messages/fields.ts";

export const fiatOrderStates = ["CREATED", "IN_PROGRESS", "PAID", "COMPLETED", "FAILED", "EXPIRED"] as const;
/** Source: documentation, "Onramp", "Fiat order statuses". */
export type FiatOrderState = (typeof fiatOrderStates)[number];

export const fiatOrderSchema = v.object({
  id: field.text,
  cryptoAmount: v.optional(field.amount),
  fiatAmount: v.optional(field.amount),
  fiatCurrency: v.optional(field.text),
  currency: v.optional(field.currencyCode),
  /** Typed as the known states; others pass through. */
  state: field.word(fiatOrderStates),
});
export interface FiatOrder extends v.InferOutput<typeof fiatOrderSchema> {}

export const fiatOrderKeySchema = v.strictObject({ id: field.uuid });
export interface FiatOrderKey extends v.InferOutput<typeof fiatOrderKeySchema> {}

export const getFiatOrderMethodsSchema = v.strictObject({
  itemId: v.optional(field.uuid),
  geoId: field.uuid,
  /** Decimal string in `currency`, for an estimate. */
  cryptoAmount: v.optional(field.positiveAmount),
  /** Decimal string in fiat, for an estimate. */
  fiatAmount: v.optional(field.positiveAmount),
  currency: field.requiredText,
});
export interface GetFiatOrderMethods extends v.InferOutput<typeof getFiatOrderMethodsSchema> {}

export const fiatOrderMethodsSchema = v.object({
  /** The `rateId` of an order made from this answer. */
  fixedRateId: v.optional(field.text),
  rateExpiredDate: v.optional(field.text),
  methods: v.array(
    v.object({
      itemId: field.text,
      fiatAmount: v.optional(field.amount),
      cryptoAmount: v.optional(field.amount),
      /** For example CARD, SEPA or SWIFT. */
      withdrawalSettingsType: v.optional(field.text),
      currency: v.optional(field.currencyCode),
      fiatCurrency: v.optional(field.text),
      minLimit: v.optional(field.amount),
      maxLimit: v.optional(field.amount),
    }),
  ),
});
export interface FiatOrderMethods extends v.InferOutput<typeof fiatOrderMethodsSchema> {}

const newOrderFields = {
  /** `fixedRateId` of the methods' answer. */
  rateId: field.uuid,
  /** `itemId` of the chosen method. */
  itemId: field.uuid,
  /** Decimal string: this or `fiatAmount`. */
  cryptoAmount: v.optional(field.positiveAmount),
  fiatAmount: v.optional(field.positiveAmount),
  /** A UUID that makes the request unique. Generated if absent. */
  idempotencyKey: v.optional(field.uuid),
  merchantExternalId: v.optional(field.requiredText),
};

export const createFiatDepositSchema = v.strictObject({
  ...newOrderFields,
  description: field.requiredText,
  /** Where the payer goes afterwards. */
  returnUrl: field.webUrl,
});
export interface CreateFiatDeposit extends v.InferOutput<typeof createFiatDepositSchema> {}

export const createFiatWithdrawalSchema = v.strictObject(newOrderFields);
export interface CreateFiatWithdrawal extends v.InferOutput<typeof createFiatWithdrawalSchema> {}

/** Further details that an order needs, under the provider's names. */
const requestParams = v.optional(v.record(v.string(), v.unknown()));

export const confirmFiatDepositSchema = v.strictObject({ id: field.uuid, requestParams });
export interface ConfirmFiatDeposit extends v.InferOutput<typeof confirmFiatDepositSchema> {}

export const fiatDepositRedirectSchema = v.object({ redirectUrl: field.text });
export interface FiatDepositRedirect extends v.InferOutput<typeof fiatDepositRedirectSchema> {}

export const onrampKeySchema = v.object({ key: field.text, expiredAt: v.optional(field.text) });
/** Opens the on-ramp widget once. */
export interface OnrampKey extends v.InferOutput<typeof onrampKeySchema> {}

export const confirmBySwiftSchema = v.strictObject({
  orderId: field.uuid,
  requestParams,
  card: v.optional(field.requiredText),
  accountNumber: field.requiredText,
  bankSwift: field.requiredText,
});
export interface ConfirmBySwift extends v.InferOutput<typeof confirmBySwiftSchema> {}

export const confirmBySepaSchema = v.strictObject({
  orderId: field.uuid,
  requestParams,
  /** IBAN. */
  accountNumber: field.requiredText,
  accountName: field.requiredText,
  accountEmail: v.optional(field.requiredText),
});
export interface ConfirmBySepa extends v.InferOutput<typeof confirmBySepaSchema> {}

export const confirmByCardSchema = v.strictObject({ orderId: field.uuid, requestParams, card: field.requiredText });
export interface ConfirmByCard extends v.InferOutput<typeof confirmByCardSchema> {}
