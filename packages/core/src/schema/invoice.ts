import * as v from "valibot";
import * as field from "./fields.ts";

export const invoiceStates = [
  "PENDING_PAYMENT",
  "MEM_POOL_FOUND",
  "PAID",
  "PENDING_INTERVENTION",
  "COMPLETED",
  "ARCHIVED",
  "PENDING_COMPLIANCE_CHECK",
  "DECLINED",
] as const;
/** Source: documentation, "ENUM description", "Invoice state". */
export type InvoiceState = (typeof invoiceStates)[number];

export const invoiceTypes = ["SINGLE", "SINGLE_FIAT", "BOUND", "UNLIMITED", "UNLIMITED_LINKED"] as const;
export type InvoiceType = (typeof invoiceTypes)[number];

export const interventionTypes = ["OVERPAY", "UNDERPAY"] as const;
export type InterventionType = (typeof interventionTypes)[number];

export const invoiceSchema = v.object({
  /** System id; events carry it as `parentExternalId`. */
  id: field.text,
  /** The address that the shopper pays to. */
  invoiceAddress: v.optional(field.text),
  type: v.optional(field.word(invoiceTypes)),
  /** To be paid, in `currency`. Recomputed every 15 minutes for fiat invoices; absent for unlimited ones. */
  amount: v.optional(field.amount),
  /** Calypso's fee, in `currency`. */
  fee: v.optional(field.amount),
  /** Received so far, in `currency`. */
  totalDebitAmount: field.amount,
  currency: field.currencyCode,
  /** Typed as the states known; another one is passed through, and `invoiceOutcome` refuses it. */
  state: field.word(invoiceStates),
  lastDepositHash: v.optional(field.text),
  description: v.optional(field.text),
  createdDate: v.optional(field.text),
  idempotencyKey: v.optional(field.text),
  /** When the address stops being watched. Without an offset it means UTC. */
  expiration: v.optional(field.text),
  fiatAmount: v.optional(field.amount),
  fiatCurrency: v.optional(field.text),
  lastFiatUpdated: v.optional(field.text),
  interventionType: v.optional(field.word(interventionTypes)),
  isInterventionResolved: v.optional(field.flag),
  subscriptionEnabled: v.optional(field.flag),
  returnUrl: v.optional(field.text),
  logoUrl: v.optional(field.text),
  supportUrl: v.optional(field.text),
  /** The merchant's own id, as given. */
  externalId: v.optional(field.text),
  lowerBound: v.optional(field.amount),
  autoconversion: v.optional(v.object({ targetCurrency: v.optional(field.text), amount: v.optional(field.amount) })),
  fiatAvailable: v.optional(field.flag),
});
/** An invoice as the API answers it. */
export interface Invoice extends v.InferOutput<typeof invoiceSchema> {}

/** One of the two is enough. */
export const objectKeySchema = v.union([
  v.strictObject({ id: field.requiredText, idempotencyKey: v.optional(field.uuid) }),
  v.strictObject({ id: v.optional(field.requiredText), idempotencyKey: field.uuid }),
]);
export type ObjectKey = v.InferOutput<typeof objectKeySchema>;

/** Links and texts that every kind of new invoice takes. */
const invoicePage = {
  /** Shown to the shopper on the payment page. */
  description: field.requiredText,
  /** A UUID of the caller's: the request's uniqueness, and a key to read the invoice by. Generated when absent. */
  idempotencyKey: v.optional(field.uuid),
  /** Where the payment page sends the shopper afterwards. */
  returnUrl: v.optional(field.webUrl),
  logoUrl: v.optional(field.webUrl),
  supportUrl: v.optional(field.webUrl),
  /** The merchant's own id; comes back in reads and events. */
  externalId: v.optional(field.requiredText),
};

export const createSingleFiatInvoiceSchema = v.strictObject({
  /** Decimal string in `fiatCurrency`. */
  fiatAmount: field.positiveAmount,
  fiatCurrency: field.requiredText,
  /** ISO 8601, less than a day ahead. @default 3 hours for TRON's currencies, 1 day for others */
  expiration: v.optional(field.dateTime),
  /** Code of the cryptocurrency to be paid in. */
  currency: field.requiredText,
  ...invoicePage,
  fiatAvailable: v.optional(v.boolean()),
});
export interface CreateSingleFiatInvoice extends v.InferOutput<typeof createSingleFiatInvoiceSchema> {}
