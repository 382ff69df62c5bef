import { type InvoiceOutcome, invoiceOutcome, readDate, widgetOutcome } from "@calypso-commerce/core";
import { decimal } from "@calypso-commerce/core/money";
import type { Invoice } from "@calypso-commerce/core/schemas";
import { MedusaError } from "@medusajs/framework/utils";
import type { Actor, PaymentRow } from "../modules/ledger/types";
import { isTolerated } from "./amount/is-tolerated";
import { seenAmount } from "./amount/seen-amount";
import type { SettleContext } from "./with-payment";

type ReadContext = Pick<SettleContext, "ledger" | "client" | "actor">;

/**
 * Reads a payment's invoice, or its widget with the invoices opened from it, from the vendor and records the answer in the ledger.
 * A payment's outcome changes in no other way.
 */
export async function readPayment(context: ReadContext, row: PaymentRow): Promise<PaymentRow> {
  return row.kind === "widget" ? readWidget(context, row) : readInvoice(context, row);
}

async function readInvoice(context: ReadContext, row: PaymentRow): Promise<PaymentRow> {
  const startedAt = new Date();
  const invoice = await context.client.invoice.get(keyOf(row));
  return recordInvoice(context, row, invoice, startedAt, await seenAmount(context.client, invoice));
}

/**
 * Records the vendor's answer about an invoice.
 *
 * @param startedAt when it was asked for: an answer older than the recorded one is dropped
 * @param seen what was seen at the address, see {@link seenAmount}
 */
export async function recordInvoice(
  { ledger, actor }: Pick<ReadContext, "ledger" | "actor">,
  row: PaymentRow,
  invoice: Invoice,
  startedAt: Date,
  seen = invoice.totalDebitAmount,
): Promise<PaymentRow> {
  checkIsSame(row, invoice);
  const read = invoiceOutcome(invoice);
  const changes: Partial<PaymentRow> = {
    creation: "done",
    vendor_id: invoice.id,
    crypto_currency: invoice.currency,
    crypto_amount: invoice.amount ?? null,
    received: invoice.totalDebitAmount,
    seen: decimal.isPositive(seen) ? seen : null,
    seen_in_full: isSeenInFull(ledger, row, invoice, seen),
    // More money than an admin has dealt with.
    ...(decimal.equals(invoice.totalDebitAmount, row.received) ? {} : { attention_resolved: null }),
    fee: invoice.fee ?? null,
    address: invoice.invoiceAddress ?? null,
    state: invoice.state,
    intervention_type: invoice.interventionType ?? null,
    intervention_resolved: interventionResolved(row, invoice),
    outcome: bookableOutcome(row, invoice, read),
    credited: read.credited,
    surplus: surplusOf(read),
    expires_at: invoice.expiration ? new Date(readDate(invoice.expiration)) : row.expires_at,
    read_at: startedAt,
  };
  return ledger.payments.change(row.id, changes, auditOf(row, changes, actor), startedAt);
}

/** Another invoice's facts must never be recorded for this one. */
function checkIsSame(row: PaymentRow, invoice: Invoice): void {
  const isSame =
    (row.vendor_id === null || row.vendor_id === invoice.id) &&
    (row.idempotency_key === null || (invoice.idempotencyKey ?? row.idempotency_key) === row.idempotency_key);
  if (isSame) return;
  throw new MedusaError(
    MedusaError.Types.UNEXPECTED_STATE,
    `Calypso: asked about payment ${row.id}, the vendor answered with another invoice, ${invoice.id}`,
  );
}

async function readWidget(context: ReadContext, row: PaymentRow): Promise<PaymentRow> {
  const { ledger, client, actor } = context;
  const startedAt = new Date();
  if (!row.idempotency_key) throw new Error(`widget ${row.id} has no idempotency key`);
  const widget = await client.paymentWidget.findSingleFiat({ requestId: row.idempotency_key });
  const known = await ledger.payments.listChildren(row.id);
  const read = await Promise.all(
    widget.invoices.map(async ({ invoiceId }) => {
      const invoice = await client.invoice.get({ id: invoiceId });
      const child = known.find(({ vendor_id }) => vendor_id === invoiceId) ?? (await openChild(context, row, invoice));
      const seen = await seenAmount(client, invoice);
      return { invoice, child: await recordInvoice(context, child, invoice, startedAt, seen) };
    }),
  );
  const invoices = read.map(({ invoice }) => invoice);
  const { outcome, best } = widgetOutcome(widget, invoices);
  const paid = read.find(({ invoice }) => invoice.id === best?.invoice.id)?.child;
  const changes: Partial<PaymentRow> = {
    creation: "done",
    state: widget.widgetState,
    // Whether a settled invoice may be captured is decided by the ledger, not by its state alone.
    outcome: outcome === "settled" && paid ? paid.outcome : outcome,
    credited: paid?.credited ?? false,
    seen: paid?.seen ?? null,
    seen_in_full: paid?.seen_in_full ?? false,
    surplus: paid?.surplus ?? null,
    intervention_resolved: paid?.intervention_resolved ?? null,
    expires_at: widget.expiration ? new Date(readDate(widget.expiration)) : row.expires_at,
    read_at: startedAt,
  };
  return ledger.payments.change(row.id, changes, auditOf(row, changes, actor), startedAt);
}

/** null if there was no intervention. An answer that doesn't say whether it is resolved doesn't undo what the ledger knows. */
function interventionResolved(row: PaymentRow, invoice: Invoice): boolean | null {
  const isOpen = invoice.state === "PENDING_INTERVENTION";
  if (!isOpen && invoice.interventionType === undefined && row.intervention_resolved === null) return null;
  return invoice.isInterventionResolved ?? (isOpen ? false : (row.intervention_resolved ?? false));
}

/** Whether the whole amount was seen at the address, or a shortfall that the merchant tolerates. */
function isSeenInFull(
  { settings }: ReadContext["ledger"],
  row: PaymentRow,
  { amount }: Pick<Invoice, "amount">,
  seen: string,
): boolean {
  if (amount === undefined || !decimal.isPositive(seen)) return false;
  if (decimal.compare(seen, amount) >= 0) return true;
  const { underpaymentTolerance } = settings.payments;
  return isTolerated(underpaymentTolerance, row, { crypto_amount: amount, received: seen });
}

async function openChild({ ledger, actor }: ReadContext, parent: PaymentRow, invoice: Invoice) {
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
 * The outcome that the ledger records. `settled` is reserved for money that may be captured, and is final.
 *
 * `mismatch` is settled money over another fiat amount than the vendor was asked for, or over an amount that the answer doesn't name.
 * An invoice that was marked as paid at the vendor stays `underpaid` here until the merchant accepts it here or the rest arrives.
 * (The vendor still calls a topped-up invoice underpaid, but then more money has arrived since the last read.)
 */
function bookableOutcome(row: PaymentRow, invoice: Invoice, read: InvoiceOutcome): string {
  if (read.outcome !== "settled") return read.outcome;
  const sameAmount = invoice.fiatAmount !== undefined && decimal.equals(invoice.fiatAmount, row.fiat_amount);
  if (!sameAmount || invoice.fiatCurrency?.toLowerCase() !== row.currency_code) return "mismatch";
  const toppedUp = read.remaining === "0" && decimal.compare(read.received, row.received) > 0;
  return row.outcome === "settled" || row.accepted_at || read.inFull || toppedUp ? "settled" : "underpaid";
}

/** Money beyond the amount, once the invoice is settled. Before that, the vendor decides about it. */
function surplusOf({ outcome, surplus }: InvoiceOutcome): string | null {
  return outcome === "settled" && surplus && decimal.isPositive(surplus) ? surplus : null;
}

function auditOf(row: PaymentRow, changes: Partial<PaymentRow>, actor: Actor) {
  if (row.outcome === changes.outcome && row.state === changes.state) return undefined;
  const data = { state: changes.state, received: changes.received, crypto_amount: changes.crypto_amount };
  return { actor, action: "payment.read", from_state: row.outcome, to_state: changes.outcome, data };
}

function keyOf(row: PaymentRow): { id: string } | { idempotencyKey: string } {
  if (row.vendor_id) return { id: row.vendor_id };
  if (row.idempotency_key) return { idempotencyKey: row.idempotency_key };
  throw new Error(`payment ${row.id} has no key at the vendor`);
}
