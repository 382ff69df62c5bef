import { depositsOf, receivedAmount } from "../domain/invoices/amounts.ts";
import { serviceFee } from "../domain/service-fee.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Deposit, FiatOrder, Invoice } from "../store/entities.ts";
import { apiDate } from "../wire/dates.ts";
import { exactNumber } from "../wire/json.ts";

/** An invoice as the Invoice API returns it. Fields without a value are left out, as in the guides' examples. */
export function formatInvoice(sandbox: Sandbox, invoice: Invoice): Record<string, unknown> {
  const received = receivedAmount(sandbox, invoice);
  return {
    id: invoice.id,
    invoiceAddress: invoice.address,
    type: invoice.type,
    amount: invoice.amount === null ? undefined : exactNumber(invoice.amount),
    fee: exactNumber(serviceFee(sandbox, received, invoice.currency)),
    totalDebitAmount: exactNumber(received),
    currency: invoice.currency,
    state: invoice.state,
    lastDepositHash: depositsOf(sandbox, invoice).at(-1)?.transactionHash,
    description: invoice.description,
    createdDate: apiDate(invoice.createdAtMs),
    idempotencyKey: invoice.idempotencyKey,
    expiration: invoice.expiresAtMs === null ? undefined : apiDate(invoice.expiresAtMs),
    fiatAmount: invoice.fiatAmount === null ? undefined : exactNumber(invoice.fiatAmount),
    fiatCurrency: invoice.fiatCurrency ?? undefined,
    lastFiatUpdated: invoice.fiatUpdatedAtMs === null ? undefined : apiDate(invoice.fiatUpdatedAtMs),
    interventionType: invoice.interventionType ?? undefined,
    isInterventionResolved: invoice.isInterventionResolved,
    subscriptionEnabled: false,
    returnUrl: invoice.returnUrl ?? undefined,
    logoUrl: invoice.logoUrl ?? undefined,
    supportUrl: invoice.supportUrl ?? undefined,
    externalId: invoice.externalId ?? undefined,
    lowerBound: invoice.lowerBound === null ? undefined : exactNumber(invoice.lowerBound),
    autoconversion: invoice.conversion
      ? { ...invoice.conversion, amount: exactNumber(invoice.conversion.amount) }
      : undefined,
    fiatAvailable: invoice.fiatAvailable,
  };
}

/** A deposit as `invoice/deposit` returns it. */
export function formatDeposit(deposit: Deposit): Record<string, unknown> {
  return {
    id: deposit.id,
    amount: exactNumber(deposit.amount),
    currency: deposit.currency,
    transactionHash: deposit.transactionHash,
    createdDate: apiDate(deposit.createdAtMs),
  };
}

/** A fiat payment as `invoice/payment` returns it. */
export function formatPayment({ id, state }: FiatOrder): Record<string, unknown> {
  return { id, state };
}
