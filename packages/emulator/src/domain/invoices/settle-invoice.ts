import { after, type Sandbox } from "../../sandbox.ts";
import type { Invoice } from "../../store/entities.ts";
import { invoiceEvents } from "../../webhooks/invoice-events.ts";
import { Decimal, plain, sum } from "../../wire/decimal.ts";
import { addToBalance } from "../account/balances.ts";
import { badRequest } from "../emulator-error.ts";
import { serviceFee } from "../service-fee.ts";
import { depositsOf, receivedAmount } from "./amounts.ts";
import { isUnlimited } from "./is-unlimited.ts";

export function currentInvoice(sandbox: Sandbox, id: string): Invoice {
  return sandbox.store.invoices.get(id) as Invoice;
}

/** Decides the state of an invoice from its confirmed money. */
export function settleInvoice(sandbox: Sandbox, invoice: Invoice): void {
  const { store, scheduler, settings } = sandbox;
  if (isUnlimited(invoice)) {
    store.invoices.update(invoice.id, { state: "PENDING_PAYMENT" });
    scheduler.at("invoice.credit", invoice.id, after(sandbox, settings.creditMs));
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
  if (difference === 0 || (invoice.type === "BOUND" && difference > 0)) {
    markPaid(sandbox, store.invoices.update(invoice.id, { isInterventionResolved: true }));
    return;
  }
  const intervening = store.invoices.update(invoice.id, {
    state: "PENDING_INTERVENTION",
    interventionType: difference > 0 ? "OVERPAY" : "UNDERPAY",
    isInterventionResolved: false,
  });
  scheduler.cancel("invoice.credit", invoice.id);
  sandbox.emit(invoiceEvents.pendingIntervention(intervening));
}

function markPaid(sandbox: Sandbox, invoice: Invoice): void {
  const { store, scheduler, settings } = sandbox;
  scheduler.cancel("invoice.expire", invoice.id);
  const paid = store.invoices.update(invoice.id, { state: "PAID" });
  sandbox.emit(invoiceEvents.paid(paid, receivedAmount(sandbox, paid)));
  completeWidget(sandbox, paid);
  scheduler.cancel("invoice.credit", invoice.id);
  scheduler.at("invoice.credit", invoice.id, after(sandbox, settings.creditMs));
}

function completeWidget(sandbox: Sandbox, invoice: Invoice): void {
  if (invoice.widgetKey === null) return;
  const widget = sandbox.store.widgets.by("idempotencyKey", invoice.widgetKey)[0];
  if (widget?.state !== "IN_PROGRESS") return;
  sandbox.scheduler.cancel("widget.expire", widget.id);
  sandbox.store.widgets.update(widget.id, { state: "COMPLETED" });
}

/** Moves the money of a paid or unlimited invoice to the merchant's balance, less the fee. */
export function creditInvoice(sandbox: Sandbox, id: string): void {
  const { store, rates, clock } = sandbox;
  const invoice = store.invoices.get(id);
  if (!invoice || (invoice.state !== "PAID" && !isUnlimited(invoice))) return;
  sandbox.scheduler.cancel("invoice.credit", id);
  const deposits = depositsOf(sandbox, invoice).filter((deposit) => deposit.state === "confirmed" && !deposit.credited);
  if (deposits.length === 0) return;
  const amount = sum(deposits.map((deposit) => deposit.amount));
  const fee = serviceFee(sandbox, amount, invoice.currency);
  addToBalance(store, invoice.currency, plain(new Decimal(amount).minus(fee)));
  for (const deposit of deposits) store.deposits.update(deposit.id, { credited: true });
  const completed = isUnlimited(invoice) ? invoice : store.invoices.update(id, { state: "COMPLETED" });
  const fiat = {
    EUR: rates.rate(invoice.currency, "EUR", clock.nowMs()),
    USD: rates.rate(invoice.currency, "USD", clock.nowMs()),
  };
  sandbox.emit(invoiceEvents.credited(completed, deposits, amount, fee, fiat));
}

/** Accepts the money of an invoice that awaits an intervention (`invoice/return-to-paid`). */
export function returnToPaid(sandbox: Sandbox, invoice: Invoice): Invoice {
  if (invoice.state !== "PENDING_INTERVENTION") {
    throw badRequest(`invoice is ${invoice.state}, only PENDING_INTERVENTION can be returned to paid`);
  }
  markPaid(sandbox, invoice);
  return currentInvoice(sandbox, invoice.id);
}
