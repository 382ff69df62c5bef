import type { Deposit, Invoice, Payout, Withdrawal } from "../store/entities.ts";
import { webhookDate } from "../wire/dates.ts";
import { Decimal, plain } from "../wire/decimal.ts";
import { exactNumber, type JsonNumber } from "../wire/exact-json.ts";
import type { EventService, EventType } from "./event-types.ts";

export interface VendorEvent {
  readonly type: EventType;
  readonly service: EventService;
  readonly level: "SUCCESS" | "INFO" | "WARNING";
  /** Id of the entity that it is about. */
  readonly subject: string;
  readonly data: Record<string, unknown>;
  /** Envelope fields that the documentation's sample of this event doesn't have. */
  readonly without?: readonly ("requestId" | "eventType")[];
}

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

/** What one unit of the invoice's currency is worth, as some events tell it. */
export type FiatAmounts = Readonly<Record<"EUR" | "USD", string>>;

const fiatObject = (fiat: FiatAmounts): Record<string, JsonNumber> =>
  Object.fromEntries(Object.entries(fiat).map(([currency, amount]) => [currency, exactNumber(amount)]));

/** The vendor's invoice events, field for field as its samples and payload tables have them. */
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

  /** The vendor's sample of this one has neither `eventType` nor `requestId` in its envelope. */
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

function ofPayout(
  payout: Payout,
  type: EventType,
  level: VendorEvent["level"],
  data: Record<string, unknown>,
): VendorEvent {
  return {
    type,
    service: "PAYOUT",
    level,
    subject: payout.id,
    data: {
      ...data,
      type,
      currency: payout.currency,
      createdDate: webhookDate(payout.createdAtMs),
      idempotencyKey: payout.idempotencyKey,
      parentExternalId: payout.id,
    },
  };
}

/** The vendor's payout events. */
export const payoutEvents = {
  confirmed: (payout: Payout): VendorEvent => ofPayout(payout, "PAYOUT_CONFIRMED", "SUCCESS", { approved: [] }),

  /** The vendor's sample of this one has no `eventType` in its envelope. */
  changedState: (payout: Payout, transactionHash: string | null): VendorEvent => ({
    ...ofPayout(payout, "PAYOUT_CHANGE_STATUS", payout.state === "FAILED" ? "WARNING" : "SUCCESS", {
      hash: transactionHash,
      payoutStatus: payout.state,
    }),
    without: ["eventType"],
  }),

  validationError: (payout: Payout, withdrawal: Withdrawal, status: string, message: string): VendorEvent =>
    ofPayout(payout, "PAYOUT_VALIDATION_ERROR", "WARNING", {
      message,
      externalId: payout.externalId,
      dealWithdrawalId: withdrawal.id,
      validationStatus: status,
    }),
};

/** Writes an amount as people read it in messages. */
export function display(amount: string, currency: string): string {
  return `${plain(new Decimal(amount))} ${currency}`;
}
