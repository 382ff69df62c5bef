import {
  decimal,
  type Invoice,
  type InvoiceOutcome,
  invoiceOutcome,
  readDate,
  widgetOutcome,
} from "@calypso-commerce/core";
import { MedusaError } from "@medusajs/framework/utils";
import type { Gateway } from "../gateway/gateway";
import type LedgerModuleService from "../modules/ledger/service";
import type { Actor, PaymentRow } from "../modules/ledger/types";

export interface ReadContext {
  ledger: LedgerModuleService;
  gateway: Gateway;
  actor: Actor;
}

/**
 * Reads a payment's invoice, or its widget with the invoices opened from it, from the vendor and writes the answer into the
 * ledger. This is the only way by which a payment's outcome changes.
 */
export async function readPayment(context: ReadContext, row: PaymentRow): Promise<PaymentRow> {
  return row.kind === "widget" ? readWidget(context, row) : readInvoice(context, row);
}

async function readInvoice({ ledger, gateway, actor }: ReadContext, row: PaymentRow): Promise<PaymentRow> {
  const startedAt = new Date();
  const invoice = await gateway.client.invoice.get(keyOf(row));
  return recordInvoice(ledger, row, invoice, actor, startedAt);
}

/** Writes what the vendor answered about an invoice: after its creation, a read, or an intervention. */
export async function recordInvoice(
  ledger: LedgerModuleService,
  row: PaymentRow,
  invoice: Invoice,
  actor: Actor,
  startedAt: Date,
): Promise<PaymentRow> {
  checkIsSame(row, invoice);
  const read = invoiceOutcome(invoice);
  const changes: Partial<PaymentRow> = {
    creation: "done",
    vendor_id: invoice.id,
    crypto_currency: invoice.currency,
    crypto_amount: invoice.amount ?? null,
    received: invoice.totalDebitAmount,
    // What was dealt with was less money.
    ...(decimal.equals(invoice.totalDebitAmount, row.received) ? {} : { attention_resolved: null }),
    fee: invoice.fee ?? null,
    address: invoice.invoiceAddress ?? null,
    state: invoice.state,
    intervention_type: invoice.interventionType ?? null,
    intervention_resolved: invoice.interventionType ? (invoice.isInterventionResolved ?? false) : null,
    outcome: bookableOutcome(row, invoice, read),
    credited: read.credited,
    surplus: surplusOf(read),
    expires_at: invoice.expiration ? new Date(readDate(invoice.expiration)) : row.expires_at,
    read_at: startedAt,
  };
  return ledger.payments.change(row.id, changes, auditOf(row, changes, actor), startedAt);
}

/** What is true of another invoice must never be written down for this one. */
function checkIsSame(row: PaymentRow, invoice: Invoice): void {
  const isSame =
    (row.vendor_id === null || row.vendor_id === invoice.id) &&
    (row.idempotency_key === null || (invoice.idempotencyKey ?? row.idempotency_key) === row.idempotency_key);
  if (isSame) return;
  throw new MedusaError(
    MedusaError.Types.UNEXPECTED_STATE,
    `Calypso: asked about payment ${row.id} the vendor answered with another invoice, ${invoice.id}`,
  );
}

async function readWidget(context: ReadContext, row: PaymentRow): Promise<PaymentRow> {
  const { ledger, gateway, actor } = context;
  const startedAt = new Date();
  if (!row.idempotency_key) throw new Error(`widget ${row.id} has no idempotency key`);
  const widget = await gateway.client.paymentWidget.findSingleFiat({ requestId: row.idempotency_key });
  const known = await ledger.payments.listChildren(row.id);
  const read = await Promise.all(
    widget.invoices.map(async ({ invoiceId }) => {
      const invoice = await gateway.client.invoice.get({ id: invoiceId });
      const child =
        known.find(({ vendor_id }) => vendor_id === invoiceId) ?? (await openChild(ledger, row, invoice, actor));
      return { invoice, child: await recordInvoice(ledger, child, invoice, actor, startedAt) };
    }),
  );
  const invoices = read.map(({ invoice }) => invoice);
  const { outcome, best } = widgetOutcome(widget, invoices);
  const paid = read.find(({ invoice }) => invoice.id === best?.invoice.id)?.child;
  const changes: Partial<PaymentRow> = {
    creation: "done",
    state: widget.widgetState,
    // Of a settled invoice the ledger knows better than its state whether it may be captured.
    outcome: outcome === "settled" && paid ? paid.outcome : outcome,
    credited: paid?.credited ?? false,
    surplus: paid?.surplus ?? null,
    intervention_resolved: paid?.intervention_resolved ?? null,
    expires_at: widget.expiration ? new Date(readDate(widget.expiration)) : row.expires_at,
    read_at: startedAt,
  };
  return ledger.payments.change(row.id, changes, auditOf(row, changes, actor), startedAt);
}

async function openChild(ledger: LedgerModuleService, parent: PaymentRow, invoice: Invoice, actor: Actor) {
  return ledger.payments.open(
    {
      kind: "invoice",
      parent_id: parent.id,
      provider_id: parent.provider_id,
      session_id: parent.session_id,
      payment_collection_id: parent.payment_collection_id,
      cart_id: parent.cart_id,
      amount: parent.amount,
      fiat_amount: parent.fiat_amount,
      currency_code: parent.currency_code,
      account: parent.account,
      idempotency_key: invoice.idempotencyKey ?? null,
      vendor_id: invoice.id,
      creation: "done",
    },
    actor,
  );
}

/**
 * The outcome that the ledger goes by: "settled" is kept for money that may be captured, and stays.
 *
 * `mismatch` is settled money over another fiat amount than the vendor was asked for, or one that the answer doesn't name: it
 * confirms nothing. An invoice that somebody took for paid at the vendor's stays `underpaid` here, until the merchant accepts it
 * here or the rest comes: the vendor goes on calling a topped-up invoice underpaid, but more has come since it was.
 */
function bookableOutcome(row: PaymentRow, invoice: Invoice, read: InvoiceOutcome): string {
  if (read.outcome !== "settled") return read.outcome;
  const sameAmount = invoice.fiatAmount !== undefined && decimal.equals(invoice.fiatAmount, row.fiat_amount);
  if (!sameAmount || invoice.fiatCurrency?.toLowerCase() !== row.currency_code) return "mismatch";
  const toppedUp = read.remaining === "0" && decimal.compare(read.received, row.received) > 0;
  return row.outcome === "settled" || row.accepted_at || read.inFull || toppedUp ? "settled" : "underpaid";
}

/** Money beyond the amount that is in the merchant's hands. Before that it is the vendor's to settle. */
function surplusOf({ outcome, surplus }: InvoiceOutcome): string | null {
  return outcome === "settled" && surplus && decimal.isPositive(surplus) ? surplus : null;
}

function auditOf(row: PaymentRow, changes: Partial<PaymentRow>, actor: Actor) {
  if (row.outcome === changes.outcome && row.state === changes.state) return undefined;
  const reason = `Calypso says ${changes.state}`;
  const data = { state: changes.state, received: changes.received, crypto_amount: changes.crypto_amount };
  return { actor, action: "payment.read", from_state: row.outcome, to_state: changes.outcome, reason, data };
}

function keyOf(row: PaymentRow): { id: string } | { idempotencyKey: string } {
  if (row.vendor_id) return { id: row.vendor_id };
  if (row.idempotency_key) return { idempotencyKey: row.idempotency_key };
  throw new Error(`payment ${row.id} has no key at the vendor`);
}
