import * as v from "valibot";
import * as field from "../../messages/fields.ts";
import { sizedPageRequest } from "../../messages/page.ts";

export const widgetStates = ["IN_PROGRESS", "COMPLETED", "ARCHIVED"] as const;
/** Source: documentation, "ENUM description", "Payment widget state". */
export type WidgetState = (typeof widgetStates)[number];

export const widgetTypes = ["SINGLE_FIAT", "UNLIMITED_LINKED"] as const;
export type WidgetType = (typeof widgetTypes)[number];

/** An invoice created by a widget. */
export const widgetInvoiceSchema = v.object({
  invoiceId: field.text,
  cryptoCurrency: v.optional(field.currencyCode),
  invoiceIdempotencyKey: v.optional(field.text),
  invoiceExternalId: v.optional(field.text),
});
export interface WidgetInvoice extends v.InferOutput<typeof widgetInvoiceSchema> {}

const widgetFields = {
  /** Identifies the widget, also in the payment page's URL. */
  idempotencyKey: field.text,
  cryptoCurrencies: v.optional(v.array(field.currencyCode), []),
  widgetType: v.optional(field.word(widgetTypes)),
  /** Typed as the known states; others pass through, and `widgetOutcome` refuses it. */
  widgetState: field.word(widgetStates),
  description: v.optional(field.text),
  logoUrl: v.optional(field.text),
  returnUrl: v.optional(field.text),
  supportUrl: v.optional(field.text),
  expiration: v.optional(field.text),
  externalId: v.optional(field.text),
  invoices: v.optional(v.array(widgetInvoiceSchema), []),
  createdDate: v.optional(field.text),
};

export const singleFiatWidgetSchema = v.object({
  ...widgetFields,
  fiatCurrency: v.optional(field.text),
  fiatAmount: v.optional(field.amount),
});
/** A widget for one fiat amount: the shopper chooses the cryptocurrency on Calypso's page. */
export interface SingleFiatWidget extends v.InferOutput<typeof singleFiatWidgetSchema> {}

export const unlimitedLinkedWidgetSchema = v.object(widgetFields);
/** A widget that one client can pay any number of times. */
export interface UnlimitedLinkedWidget extends v.InferOutput<typeof unlimitedLinkedWidgetSchema> {}

const newWidgetFields = {
  description: field.requiredText,
  /** Codes that the shopper may choose from. */
  cryptoCurrencies: v.optional(v.array(field.sentCurrency)),
  logoUrl: v.optional(field.webUrl),
  returnUrl: v.optional(field.webUrl),
  supportUrl: v.optional(field.webUrl),
  /** ISO 8601, less than 30 days ahead. @default 1 day */
  expiration: v.optional(field.dateTime),
  /** A UUID that makes the request unique, and the widget's key afterwards. Generated if absent. */
  idempotencyKey: v.optional(field.uuid),
  externalId: v.optional(field.requiredText),
};

export const createSingleFiatWidgetSchema = v.strictObject({
  fiatCurrency: field.requiredText,
  /** Decimal string in `fiatCurrency`. */
  fiatAmount: field.positiveAmount,
  ...newWidgetFields,
});
export interface CreateSingleFiatWidget extends v.InferOutput<typeof createSingleFiatWidgetSchema> {}

export const createUnlimitedLinkedWidgetSchema = v.strictObject({
  ...newWidgetFields,
  /** Whether Calypso advances the network fee of moving the money to the balance. @default the merchant's hot wallet pays it */
  useLiquidity: v.optional(v.boolean()),
});
export interface CreateUnlimitedLinkedWidget extends v.InferOutput<typeof createUnlimitedLinkedWidgetSchema> {}

/** `requestId` is the widget's idempotency key. */
export const widgetKeySchema = v.strictObject({ requestId: field.uuid });
export interface WidgetKey extends v.InferOutput<typeof widgetKeySchema> {}

export const listWidgetsSchema = v.strictObject({
  widgetStates: v.optional(v.array(field.oneOf(widgetStates))),
  ...sizedPageRequest,
});
export interface ListWidgets extends v.InferOutput<typeof listWidgetsSchema> {}
