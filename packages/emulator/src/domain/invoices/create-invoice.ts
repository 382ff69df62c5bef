import { randomUUID } from "node:crypto";
import { cryptoCurrencies } from "../../chain/currencies.ts";
import { randomAddress } from "../../chain/random-address.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { Invoice, InvoiceType, Links } from "../../store/entities.ts";
import { invoiceEvents } from "../../webhooks/invoice-events.ts";
import { requireActive } from "../account/require-active.ts";
import { requireMinimum, requireMinimumUsd } from "../account/require-minimum.ts";
import { badRequest } from "../emulator-error.ts";
import { isUnlimited } from "./is-unlimited.ts";

const hourMs = 3_600_000;

export interface NewInvoice extends Links {
  readonly type: InvoiceType;
  readonly currency: string;
  readonly amount?: string | undefined;
  readonly lowerBound?: string | undefined;
  readonly fiatAmount?: string | undefined;
  readonly fiatCurrency?: string | undefined;
  readonly fiatAvailable?: boolean | undefined;
  readonly description: string;
  readonly idempotencyKey?: string | undefined;
  readonly externalId?: string | undefined;
  readonly expiresAtMs?: number | undefined;
  readonly widgetKey?: string | undefined;
  readonly requestDigest: string;
}

/** How long an unlimited invoice lives after its last deposit. */
export const idleMs = 90 * 24 * hourMs;

/**
 * Creates an invoice. By default it expires after 3 hours on TRON and after a day elsewhere; an unlimited one after three
 * months without a deposit.
 *
 * @throws EmulatorError 400 for an unknown or inactive currency, or an amount below the minimum.
 */
export function createInvoice(sandbox: Sandbox, request: NewInvoice): Invoice {
  const currency = cryptoCurrencies.get(request.currency);
  if (!currency) throw badRequest(`currency ${request.currency} is not supported`);
  requireActive(sandbox, request.currency, request.fiatCurrency);
  const nowMs = sandbox.clock.nowMs();
  const { fiatAmount, fiatCurrency } = request;
  const amount =
    fiatAmount && fiatCurrency
      ? sandbox.rates.toCrypto(fiatAmount, fiatCurrency, currency.code, nowMs)
      : (request.amount ?? null);
  requireMinimum(sandbox, currency.code, amount ?? request.lowerBound);
  requireMinimumUsd(sandbox, currency.code, amount ?? request.lowerBound);
  const lifetimeMs = currency.network === "TRON" ? 3 * hourMs : 24 * hourMs;
  const invoice = sandbox.store.invoices.insert({
    id: randomUUID(),
    idempotencyKey: request.idempotencyKey ?? randomUUID(),
    externalId: request.externalId ?? null,
    requestDigest: request.requestDigest,
    type: request.type,
    state: "PENDING_PAYMENT",
    address: randomAddress(currency.network),
    currency: currency.code,
    amount,
    lowerBound: request.lowerBound ?? null,
    fiatAmount: fiatAmount ?? null,
    fiatCurrency: fiatCurrency ?? null,
    fiatUpdatedAtMs: fiatAmount ? nowMs : null,
    fiatAvailable: request.fiatAvailable ?? false,
    description: request.description,
    interventionType: null,
    isInterventionResolved: true,
    severalSenders: false,
    conversion: null,
    createdAtMs: nowMs,
    expiresAtMs: isUnlimited(request) ? null : (request.expiresAtMs ?? nowMs + lifetimeMs),
    widgetKey: request.widgetKey ?? null,
    holdNextDeposit: false,
    returnUrl: request.returnUrl,
    logoUrl: request.logoUrl,
    supportUrl: request.supportUrl,
  });
  sandbox.scheduler.at("invoice.expire", invoice.id, invoice.expiresAtMs ?? nowMs + idleMs);
  sandbox.emit(invoiceEvents.created(invoice));
  return invoice;
}
