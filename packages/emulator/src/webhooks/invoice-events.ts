import type { Deposit, Invoice } from "../store/entities.ts";
import { webhookDate } from "../wire/dates.ts";
import { exactNumber, type JsonNumber } from "../wire/json.ts";
import type { EventType } from "./event-types.ts";
import type { VendorEvent } from "./vendor-event.ts";

const number = (amount: string | null): JsonNumber | null => (amount === null ? null : exactNumber(amount));

function ofInvoice(
  invoice: Invoice,
  type: EventType,
  level: VendorEvent["level"],
  data: Record<string, unknown>,
): VendorEvent {
  return {
    type,
    service: "INVOICE",
    level,
    subject: invoice.id,
    data: { type, ...data, idempotencyKey: invoice.idempotencyKey, parentExternalId: invoice.id },
  };
}

/** The value of one unit of the invoice's currency, as some events report it. */
export type FiatAmounts = Readonly<Record<"EUR" | "USD", string>>;

const fiatObject = (fiat: FiatAmounts): Record<string, JsonNumber> =>
  Object.fromEntries(Object.entries(fiat).map(([currency, amount]) => [currency, exactNumber(amount)]));

/** The vendor's invoice events, field for field as in its samples and payload tables. */
export const invoiceEvents = {
  created: (invoice: Invoice): VendorEvent =>
    invoice.amount === null
      ? ofInvoice(invoice, "INVOICE_CREATE_UNLIMITED_INVOICE", "SUCCESS", {
          message: invoice.description,
          currency: invoice.currency,
          externalId: invoice.externalId,
          createdDate: webhookDate(invoice.createdAtMs),
        })
      : ofInvoice(invoice, "INVOICE_CREATE_INVOICE", "SUCCESS", {
          amount: number(invoice.amount),
          message: invoice.description,
          currency: invoice.currency,
          fiatCurrency: invoice.fiatCurrency,
          externalId: invoice.externalId,
          createdDate: webhookDate(invoice.createdAtMs),
        }),

  mempoolFound: (invoice: Invoice, deposit: Deposit): VendorEvent =>
    ofInvoice(invoice, "INVOICE_MEMPOOL_FOUND", "INFO", {
      amount: number(invoice.amount),
      currency: invoice.currency,
      realAmount: number(deposit.amount),
      externalId: invoice.externalId,
      fiatAmount: number(invoice.fiatAmount),
      fiatCurrency: invoice.fiatCurrency,
      createdDate: webhookDate(invoice.createdAtMs),
      description: invoice.description,
      transactionHash: deposit.transactionHash,
    }),

  fundsReceived: (invoice: Invoice, deposit: Deposit): VendorEvent =>
    ofInvoice(invoice, "INVOICE_FUNDS_RECEIVED_FOR_INVOICE", "SUCCESS", {
      amount: number(deposit.amount),
      transactionId: deposit.id,
      message: invoice.description,
      currency: invoice.currency,
      externalId: invoice.externalId,
      fiatAmount: {},
      createdDate: webhookDate(invoice.createdAtMs),
      description: invoice.description,
      paymentDate: webhookDate(deposit.createdAtMs),
      senderAddress: deposit.senderAddress,
      invoiceAddress: invoice.address,
      transactionHash: deposit.transactionHash,
    }),

  /** The envelope of the vendor's sample has neither `eventType` nor `requestId`. */
  paid: (invoice: Invoice, received: string): VendorEvent => ({
    ...ofInvoice(invoice, "INVOICE_PAID", "INFO", {
      amount: number(invoice.amount ?? received),
      currency: invoice.currency,
      realAmount: number(received),
      description: invoice.description,
      externalId: invoice.externalId,
      fiatAmount: number(invoice.fiatAmount) ?? undefined,
      fiatCurrency: invoice.fiatCurrency ?? undefined,
    }),
    without: ["requestId", "eventType"],
  }),

  pendingIntervention: (invoice: Invoice): VendorEvent =>
    ofInvoice(invoice, "INVOICE_PENDING_INTERVENTION", "SUCCESS", {
      message: invoice.description,
      externalId: invoice.externalId,
    }),

  credited: (invoice: Invoice, deposits: readonly Deposit[], amount: string, fee: string, fiat: FiatAmounts) =>
    ofInvoice(invoice, "INVOICE_TRANSLATION_TO_ACCOUNT_COMPLETED", "SUCCESS", {
      amount: number(amount),
      message: invoice.description,
      currency: invoice.currency,
      externalId: invoice.externalId,
      fiatAmount: fiatObject(fiat),
      serviceFee: number(fee),
      createdDate: webhookDate(invoice.createdAtMs),
      transactionIds: deposits.map((deposit) => deposit.id),
    }),

  expired: (invoice: Invoice): VendorEvent =>
    ofInvoice(invoice, "INVOICE_EXPIRED", "WARNING", {
      amount: number(invoice.amount),
      currency: invoice.currency,
      fiatCurrency: invoice.fiatCurrency,
      message: invoice.description,
      createdDate: webhookDate(invoice.createdAtMs),
      expirationDate: invoice.expiresAtMs === null ? null : webhookDate(invoice.expiresAtMs),
      externalId: invoice.externalId,
      fiatAmount: {},
    }),

  compliance: (invoice: Invoice, deposit: Deposit, declined: boolean): VendorEvent =>
    ofInvoice(invoice, declined ? "INVOICE_COMPLIANCE_DECLINED" : "INVOICE_PENDING_COMPLIANCE", "WARNING", {
      amount: number(deposit.amount),
      transactionId: [deposit.id],
      message: invoice.description,
      currency: invoice.currency,
      createdDate: webhookDate(invoice.createdAtMs),
      senderAddress: deposit.senderAddress,
      externalId: invoice.externalId,
      paymentDate: webhookDate(deposit.createdAtMs),
      transactionHash: deposit.transactionHash,
      fiatAmount: {},
    }),
};
