import * as v from "valibot";
import * as field from "../../messages/fields.ts";
import { sortedPageRequest } from "../../messages/page.ts";

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
  /** The amount due, in `currency`. Recalculated every 15 minutes for fiat invoices; absent for unlimited ones. */
  amount: v.optional(field.amount),
  /** Calypso's fee, in `currency`. */
  fee: v.optional(field.amount),
  /** Received so far, in `currency`. */
  totalDebitAmount: field.amount,
  currency: field.currencyCode,
  /** Typed as the known states; others pass through, and `invoiceOutcome` refuses it. */
  state: field.word(invoiceStates),
  lastDepositHash: v.optional(field.text),
  description: v.optional(field.text),
  createdDate: v.optional(field.text),
  idempotencyKey: v.optional(field.text),
  /** When Calypso stops watching the address. UTC unless it has an offset. */
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
  /** The merchant's own id. */
  externalId: v.optional(field.text),
  lowerBound: v.optional(field.amount),
  autoconversion: v.optional(v.object({ targetCurrency: v.optional(field.text), amount: v.optional(field.amount) })),
  fiatAvailable: v.optional(field.flag),
});
/** An invoice as the API returns it. */
export interface Invoice extends v.InferOutput<typeof invoiceSchema> {}

/** One of the two is enough. */
export const objectKeySchema = v.union([
  v.strictObject({ id: field.requiredText, idempotencyKey: v.optional(field.uuid) }),
  v.strictObject({ id: v.optional(field.requiredText), idempotencyKey: field.uuid }),
]);
export type ObjectKey = v.InferOutput<typeof objectKeySchema>;

const objectKeyFields = { id: v.optional(field.requiredText), idempotencyKey: v.optional(field.uuid) };

/** Links and texts of every kind of new invoice. */
const invoicePage = {
  /** Shown to the shopper on the payment page. */
  description: field.requiredText,
  /** A UUID that makes the request unique; the invoice can be read by it. Generated if absent. */
  idempotencyKey: v.optional(field.uuid),
  /** Where the payment page sends the shopper afterwards. */
  returnUrl: v.optional(field.webUrl),
  logoUrl: v.optional(field.webUrl),
  supportUrl: v.optional(field.webUrl),
  /** The merchant's own id, returned in reads and events. */
  externalId: v.optional(field.requiredText),
  /** Whether the payment page also offers to pay in fiat. */
  fiatAvailable: v.optional(v.boolean()),
};

/** ISO 8601, less than a day ahead. @default 3 hours for TRON's currencies, 1 day for others */
const expiration = v.optional(field.dateTime);

export const createSingleFiatInvoiceSchema = v.strictObject({
  /** Decimal string in `fiatCurrency`. */
  fiatAmount: field.positiveAmount,
  fiatCurrency: field.requiredText,
  /** ISO 8601, less than a day ahead. @default 3 hours for TRON's currencies, 1 day for others */
  expiration,
  /** Code of the cryptocurrency to pay in. */
  currency: field.requiredText,
  ...invoicePage,
});
export interface CreateSingleFiatInvoice extends v.InferOutput<typeof createSingleFiatInvoiceSchema> {}

export const createSingleInvoiceSchema = v.strictObject({
  /** ISO 8601, less than a day ahead. @default 3 hours for TRON's currencies, 1 day for others */
  expiration,
  /** Decimal string in `currency`. */
  amount: field.positiveAmount,
  currency: field.requiredText,
  ...invoicePage,
});
export interface CreateSingleInvoice extends v.InferOutput<typeof createSingleInvoiceSchema> {}

export const createBoundInvoiceSchema = v.strictObject({
  /** The smallest accepted amount, a decimal string in `currency`. */
  lowerBound: field.positiveAmount,
  /** ISO 8601, less than a day ahead. @default 3 hours for TRON's currencies, 1 day for others */
  expiration,
  currency: field.requiredText,
  ...invoicePage,
});
export interface CreateBoundInvoice extends v.InferOutput<typeof createBoundInvoiceSchema> {}

export const createUnlimitedInvoiceSchema = v.strictObject({ currency: field.requiredText, ...invoicePage });
export interface CreateUnlimitedInvoice extends v.InferOutput<typeof createUnlimitedInvoiceSchema> {}

export const listInvoicesSchema = v.strictObject({
  stateNames: v.optional(v.array(field.oneOf(invoiceStates))),
  typeNames: v.optional(v.array(field.oneOf(invoiceTypes))),
  ...sortedPageRequest,
});
export interface ListInvoices extends v.InferOutput<typeof listInvoicesSchema> {}

export const listInvoicesByExternalIdSchema = v.strictObject({ externalId: field.requiredText, ...sortedPageRequest });
export interface ListInvoicesByExternalId extends v.InferOutput<typeof listInvoicesByExternalIdSchema> {}

/** The invoice's id or idempotency key, and the page of its history. */
export const invoiceHistorySchema = v.strictObject({ ...objectKeyFields, ...sortedPageRequest });
export interface InvoiceHistory extends v.InferOutput<typeof invoiceHistorySchema> {}

export const getInvoicePaymentSchema = v.strictObject({
  /** @default the latest */
  paymentId: v.optional(field.requiredText),
  ...objectKeyFields,
});
export interface GetInvoicePayment extends v.InferOutput<typeof getInvoicePaymentSchema> {}

/** A card or bank payment of an invoice that also accepts fiat. */
export const invoicePaymentSchema = v.object({ id: field.text, state: v.optional(field.text) });
export interface InvoicePayment extends v.InferOutput<typeof invoicePaymentSchema> {}

export const getInvoiceDepositSchema = v.strictObject({
  /** @default the latest */
  transactionId: v.optional(field.uuid),
  ...objectKeyFields,
});
export interface GetInvoiceDeposit extends v.InferOutput<typeof getInvoiceDepositSchema> {}

/** Crypto received at an invoice's address. */
export const invoiceDepositSchema = v.object({
  id: field.text,
  amount: field.amount,
  currency: field.currencyCode,
  transactionHash: v.optional(field.text),
  createdDate: v.optional(field.text),
});
export interface InvoiceDeposit extends v.InferOutput<typeof invoiceDepositSchema> {}
