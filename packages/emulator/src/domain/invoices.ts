import { randomUUID } from "node:crypto";
import { cryptoCurrencies } from "../chain/currencies.ts";
import { newAddress } from "../chain/made-up.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Invoice, InvoiceType, Links } from "../store/entities.ts";
import { invoiceEvents } from "../webhooks/events.ts";
import { badRequest } from "./emulator-error.ts";

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

/** Without a deposit for so long, an unlimited invoice is archived. */
const idleMs = 90 * 24 * hourMs;

/** Whether an invoice takes any number of payments. It has two states only: PENDING_PAYMENT and ARCHIVED. */
export function isUnlimited({ type }: { readonly type: InvoiceType }): boolean {
  return type === "UNLIMITED" || type === "UNLIMITED_LINKED";
}

/**
 * Creates an invoice. It lives for 3 hours on TRON and a day elsewhere, unless it says otherwise; an unlimited one until
 * it has had no deposit for three months.
 *
 * @throws EmulatorError 400 for an unknown currency.
 */
export function createInvoice(sandbox: Sandbox, request: NewInvoice): Invoice {
  const currency = cryptoCurrencies.get(request.currency);
  if (!currency) throw badRequest(`currency ${request.currency} is not supported`);
  const nowMs = sandbox.clock.nowMs();
  const { fiatAmount, fiatCurrency } = request;
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
    fiatAmount: fiatAmount ?? null,
    fiatCurrency: fiatCurrency ?? null,
    fiatUpdatedAtMs: fiatAmount ? nowMs : null,
    fiatAvailable: request.fiatAvailable ?? false,
    description: request.description,
    interventionType: null,
    isInterventionResolved: true,
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

/** Archives an invoice whose time is over, unless money was seen. */
export function expireInvoice(sandbox: Sandbox, id: string): void {
  const { store, clock, scheduler } = sandbox;
  const invoice = store.invoices.get(id);
  if (invoice?.state !== "PENDING_PAYMENT") return;
  const lastDeposit = store.deposits.by("invoiceId", id).at(-1);
  if (isUnlimited(invoice) && lastDeposit && lastDeposit.createdAtMs + idleMs > clock.nowMs()) {
    scheduler.at("invoice.expire", id, lastDeposit.createdAtMs + idleMs);
    return;
  }
  archiveExpired(sandbox, invoice);
}

/** Archives an invoice as expired: its address is no longer watched. */
export function archiveExpired(sandbox: Sandbox, invoice: Invoice): Invoice {
  sandbox.scheduler.cancel("invoice.expire", invoice.id);
  const archived = sandbox.store.invoices.update(invoice.id, { state: "ARCHIVED" });
  sandbox.emit(invoiceEvents.expired(archived));
  return archived;
}

/**
 * Archives an invoice on the merchant's wish. Doing it again changes nothing.
 *
 * @throws EmulatorError 400 when money has come for it that isn't settled, or it is settled.
 */
export function archiveInvoice(sandbox: Sandbox, invoice: Invoice): Invoice {
  if (invoice.state === "ARCHIVED") return invoice;
  if (invoice.state !== "PENDING_PAYMENT") throw badRequest(`invoice is ${invoice.state} and can't be archived`);
  sandbox.scheduler.cancel("invoice.expire", invoice.id);
  return sandbox.store.invoices.update(invoice.id, { state: "ARCHIVED" });
}
