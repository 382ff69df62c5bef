import type { Sandbox } from "../../sandbox.ts";
import type { Deposit, Invoice } from "../../store/entities.ts";
import { invoiceEvents } from "../../webhooks/invoice-events.ts";
import { conflict } from "../emulator-error.ts";
import { depositsOf, receivedAmount } from "./amounts.ts";
import { expireInvoice } from "./expire-invoice.ts";
import { currentInvoice, settleInvoice } from "./settle-invoice.ts";

/** The network confirms a deposit. Does nothing when the deposit is held, declined or confirmed already. */
export function confirmDeposit(sandbox: Sandbox, depositId: string): void {
  const deposit = sandbox.store.deposits.get(depositId);
  if (deposit?.state !== "mempool") return;
  sandbox.store.deposits.update(depositId, { state: "confirmed" });
  const invoice = currentInvoice(sandbox, deposit.invoiceId);
  sandbox.emit(invoiceEvents.fundsReceived(invoice, { ...deposit, state: "confirmed" }));
  settleInvoice(sandbox, invoice);
}

export function depositsInMempool(sandbox: Sandbox, invoice: Invoice): readonly Deposit[] {
  return depositsOf(sandbox, invoice).filter(({ state }) => state === "mempool");
}

/**
 * Confirms every deposit of an invoice in the mempool, or settles money that was received with `settle: false`.
 *
 * @throws EmulatorError 409 when there is neither.
 */
export function confirmDeposits(sandbox: Sandbox, invoice: Invoice): Invoice {
  const open = depositsInMempool(sandbox, invoice);
  if (open.length === 0) {
    if (invoice.state !== "PENDING_PAYMENT" || receivedAmount(sandbox, invoice) === "0") {
      throw conflict("the mempool has no payment for this invoice");
    }
    settleInvoice(sandbox, invoice);
  }
  for (const deposit of open) {
    sandbox.scheduler.cancel("invoice.confirm", deposit.id);
    confirmDeposit(sandbox, deposit.id);
  }
  return currentInvoice(sandbox, invoice.id);
}

/** Every deposit of an invoice in the mempool vanishes. @throws EmulatorError 409 when there is none. */
export function dropDeposits(sandbox: Sandbox, invoice: Invoice): Invoice {
  const open = depositsInMempool(sandbox, invoice);
  if (open.length === 0) throw conflict("the mempool has no payment for this invoice");
  for (const deposit of open) {
    sandbox.scheduler.cancel("invoice.confirm", deposit.id);
    sandbox.store.deposits.update(deposit.id, { state: "dropped" });
  }
  if (invoice.state !== "MEM_POOL_FOUND") return invoice;
  if (receivedAmount(sandbox, invoice) !== "0") settleInvoice(sandbox, invoice);
  else {
    sandbox.store.invoices.update(invoice.id, { state: "PENDING_PAYMENT" });
    if (invoice.expiresAtMs !== null && invoice.expiresAtMs <= sandbox.clock.nowMs()) {
      expireInvoice(sandbox, invoice.id);
    }
  }
  return currentInvoice(sandbox, invoice.id);
}
