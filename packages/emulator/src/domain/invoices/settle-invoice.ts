import { after, type Sandbox } from "../../sandbox.ts";
import type { Invoice } from "../../store/entities.ts";
import { invoiceEvents } from "../../webhooks/invoice-events.ts";
import { Decimal } from "../../wire/decimal.ts";
import { badRequest } from "../emulator-error.ts";
import { depositsOf, receivedAmount } from "./amounts.ts";
import { isUnlimited } from "./is-unlimited.ts";

export function currentInvoice(sandbox: Sandbox, id: string): Invoice {
  return sandbox.store.invoices.get(id) as Invoice;
}

/** Decides the state of an invoice from its confirmed money. */
export function settleInvoice(sandbox: Sandbox, invoice: Invoice): void {
  const { store, scheduler } = sandbox;
  if (isUnlimited(invoice)) {
    store.invoices.update(invoice.id, { state: "PENDING_PAYMENT" });
    scheduleCredit(sandbox, invoice);
    return;
  }
  const open = depositsOf(sandbox, invoice).some((deposit) => deposit.state === "mempool" || deposit.state === "held");
  if (open && invoice.state !== "PAID" && invoice.state !== "COMPLETED") return;
  const received = receivedAmount(sandbox, invoice);
  const difference = new Decimal(received).cmp(invoice.amount ?? invoice.lowerBound ?? "0");
  if (difference < 0 && invoice.type === "BOUND") {
    // A bound invoice needs no intervention: it waits for the rest.
    store.invoices.update(invoice.id, { state: "PENDING_PAYMENT" });
    return;
  }
  if (invoice.type === "BOUND" || (difference === 0 && !invoice.severalSenders)) {
    markPaid(sandbox, store.invoices.update(invoice.id, { isInterventionResolved: true }));
    return;
  }
  const intervening = store.invoices.update(invoice.id, {
    state: "PENDING_INTERVENTION",
    interventionType: difference === 0 ? null : difference > 0 ? "OVERPAY" : "UNDERPAY",
    isInterventionResolved: false,
  });
  scheduler.cancel("invoice.credit", invoice.id);
  sandbox.emit(invoiceEvents.pendingIntervention(intervening));
}

function scheduleCredit(sandbox: Sandbox, { id }: Invoice): void {
  const { scheduler, settings } = sandbox;
  if (settings.autoCredit) scheduler.at("invoice.credit", id, after(sandbox, settings.creditMs));
}

function markPaid(sandbox: Sandbox, invoice: Invoice): void {
  const { store, scheduler } = sandbox;
  scheduler.cancel("invoice.expire", invoice.id);
  const paid = store.invoices.update(invoice.id, { state: "PAID" });
  sandbox.emit(invoiceEvents.paid(paid, receivedAmount(sandbox, paid)));
  completeWidget(sandbox, paid);
  scheduler.cancel("invoice.credit", invoice.id);
  scheduleCredit(sandbox, paid);
}

function completeWidget(sandbox: Sandbox, invoice: Invoice): void {
  if (invoice.widgetKey === null) return;
  const widget = sandbox.store.widgets.by("idempotencyKey", invoice.widgetKey)[0];
  if (widget?.state !== "IN_PROGRESS") return;
  sandbox.scheduler.cancel("widget.expire", widget.id);
  sandbox.store.widgets.update(widget.id, { state: "COMPLETED" });
}

/** Accepts the money of an invoice that awaits an intervention (`invoice/return-to-paid`). */
export function returnToPaid(sandbox: Sandbox, invoice: Invoice): Invoice {
  const isLate =
    sandbox.settings.returnArchivedToPaid &&
    invoice.state === "ARCHIVED" &&
    depositsOf(sandbox, invoice).some(({ state, credited }) => state === "confirmed" && !credited);
  if (invoice.state !== "PENDING_INTERVENTION" && !isLate) {
    throw badRequest(`invoice is ${invoice.state}, only PENDING_INTERVENTION can be returned to paid`);
  }
  markPaid(sandbox, invoice);
  return currentInvoice(sandbox, invoice.id);
}
