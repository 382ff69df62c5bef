import { randomUUID } from "node:crypto";
import { newAddress } from "../chain/addresses.ts";
import { cryptoCurrencies } from "../chain/currencies.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Invoice, InvoiceType, Links } from "../store/entities.ts";
import { invoiceEvents } from "../webhooks/events.ts";
import { badRequest } from "./emulator-error.ts";

const hourMs = 3_600_000;

export interface NewInvoice extends Links {
  readonly type: InvoiceType;
  readonly currency: string;
  readonly amount?: string | null;
  readonly lowerBound?: string | null;
  readonly fiatAmount?: string | null;
  readonly fiatCurrency?: string | null;
  readonly fiatAvailable?: boolean;
  readonly description: string;
  readonly idempotencyKey?: string | null;
  readonly externalId?: string | null;
  readonly expiresAtMs?: number | null;
  readonly widgetKey?: string | null;
  readonly requestDigest: string;
}

const lasting: ReadonlySet<InvoiceType> = new Set(["UNLIMITED", "UNLIMITED_LINKED"]);

/**
 * Creates an invoice. It lives for 3 hours on TRON and a day elsewhere, unless it says otherwise; an unlimited one forever.
 *
 * @throws EmulatorError 400 for an unknown currency.
 */
export function createInvoice(sandbox: Sandbox, request: NewInvoice): Invoice {
  const currency = cryptoCurrencies.get(request.currency);
  if (!currency) throw badRequest(`currency ${request.currency} is not supported`);
  const nowMs = sandbox.clock.nowMs();
  const { fiatAmount = null, fiatCurrency = null } = request;
  const lifetimeMs = currency.network === "TRON" ? 3 * hourMs : 24 * hourMs;
  const invoice = sandbox.store.invoices.insert({
    id: randomUUID(),
    idempotencyKey: request.idempotencyKey ?? randomUUID(),
    externalId: request.externalId ?? null,
    requestDigest: request.requestDigest,
    type: request.type,
    state: "PENDING_PAYMENT",
    address: newAddress(currency.network),
    currency: currency.code,
    amount:
      fiatAmount && fiatCurrency
        ? sandbox.rates.toCrypto(fiatAmount, fiatCurrency, currency.code, nowMs)
        : (request.amount ?? null),
    lowerBound: request.lowerBound ?? null,
    fiatAmount,
    fiatCurrency,
    fiatUpdatedAtMs: fiatAmount ? nowMs : null,
    fiatAvailable: request.fiatAvailable ?? false,
    description: request.description,
    interventionType: null,
    isInterventionResolved: true,
    createdAtMs: nowMs,
    expiresAtMs: lasting.has(request.type) ? null : (request.expiresAtMs ?? nowMs + lifetimeMs),
    widgetKey: request.widgetKey ?? null,
    holdNextDeposit: false,
    returnUrl: request.returnUrl,
    logoUrl: request.logoUrl,
    supportUrl: request.supportUrl,
  });
  if (invoice.expiresAtMs !== null) sandbox.scheduler.at("invoice.expire", invoice.id, invoice.expiresAtMs);
  sandbox.emit(invoiceEvents.created(invoice));
  return invoice;
}

/** Archives an invoice whose time is over, unless money was seen. */
export function expireInvoice(sandbox: Sandbox, id: string): void {
  const invoice = sandbox.store.invoices.get(id);
  if (invoice?.state === "PENDING_PAYMENT") archiveExpired(sandbox, invoice);
}

/** Archives an invoice as expired: its address is no longer watched. */
export function archiveExpired(sandbox: Sandbox, invoice: Invoice): Invoice {
  sandbox.scheduler.cancel("invoice.expire", invoice.id);
  const archived = sandbox.store.invoices.update(invoice.id, { state: "ARCHIVED" });
  sandbox.emit(invoiceEvents.expired(archived));
  return archived;
}
