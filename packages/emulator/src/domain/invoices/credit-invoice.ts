import type { Sandbox } from "../../sandbox.ts";
import type { Deposit, Invoice } from "../../store/entities.ts";
import { invoiceEvents } from "../../webhooks/invoice-events.ts";
import { Decimal, plain, sum } from "../../wire/decimal.ts";
import { creditIncoming } from "../account/credit-incoming.ts";
import { conflict } from "../emulator-error.ts";
import { serviceFee } from "../service-fee.ts";
import { depositsOf } from "./amounts.ts";
import { isUnlimited } from "./is-unlimited.ts";
import { currentInvoice } from "./settle-invoice.ts";

/** Moves deposits from the invoice's wallet to the merchant's balance, less the fee. */
function creditDeposits(sandbox: Sandbox, invoice: Invoice, deposits: readonly Deposit[]) {
  const { store } = sandbox;
  const amount = sum(deposits.map((deposit) => deposit.amount));
  const fee = serviceFee(sandbox, amount, invoice.currency);
  const conversion = creditIncoming(sandbox, invoice.currency, plain(new Decimal(amount).minus(fee)));
  if (conversion) {
    const total = sum([invoice.conversion?.amount ?? "0", conversion.amount]);
    store.invoices.update(invoice.id, { conversion: { ...conversion, amount: total } });
  }
  for (const deposit of deposits) store.deposits.update(deposit.id, { state: "confirmed", credited: true });
  return { amount, fee };
}

/** Credits a paid or unlimited invoice. Does nothing for another one, or without new money. */
export function creditInvoice(sandbox: Sandbox, id: string): void {
  const { store, rates, clock } = sandbox;
  const invoice = store.invoices.get(id);
  if (!invoice || (invoice.state !== "PAID" && !isUnlimited(invoice))) return;
  sandbox.scheduler.cancel("invoice.credit", id);
  const deposits = depositsOf(sandbox, invoice).filter(({ state, credited }) => state === "confirmed" && !credited);
  if (deposits.length === 0) return;
  const { amount, fee } = creditDeposits(sandbox, invoice, deposits);
  if (!isUnlimited(invoice)) store.invoices.update(id, { state: "COMPLETED" });
  const fiat = {
    EUR: rates.rate(invoice.currency, "EUR", clock.nowMs()),
    USD: rates.rate(invoice.currency, "USD", clock.nowMs()),
  };
  sandbox.emit(invoiceEvents.credited(currentInvoice(sandbox, id), deposits, amount, fee, fiat));
}

/**
 * Support moves the money of an archived invoice to the merchant's balance, unseen money included. The invoice stays
 * ARCHIVED, and no event reports it.
 *
 * @throws EmulatorError 409 for an invoice in another state, or without money.
 */
export function recoverInvoice(sandbox: Sandbox, invoice: Invoice): Invoice {
  const deposits = sandbox.store.deposits
    .by("invoiceId", invoice.id)
    .filter(({ state, credited }) => state === "unseen" || (state === "confirmed" && !credited));
  if (invoice.state !== "ARCHIVED") throw conflict(`the invoice is ${invoice.state}, support moves only late money`);
  if (deposits.length === 0) throw conflict("the invoice has no money to move");
  creditDeposits(sandbox, invoice, deposits);
  return currentInvoice(sandbox, invoice.id);
}
