import type { Sandbox } from "../../sandbox.ts";
import type { Deposit, Invoice } from "../../store/entities.ts";
import { invoiceEvents } from "../../webhooks/invoice-events.ts";
import { conflict } from "../emulator-error.ts";
import { depositsOf } from "./amounts.ts";
import { confirmDeposits, depositsInMempool } from "./confirm-deposits.ts";
import { currentInvoice } from "./settle-invoice.ts";

/** Compliance holds the deposits in the mempool, or the next one when there is none. */
export function holdDeposits(sandbox: Sandbox, invoice: Invoice): Invoice {
  const open = depositsInMempool(sandbox, invoice);
  if (open.length === 0) {
    if (invoice.state !== "PENDING_PAYMENT" && invoice.state !== "PENDING_INTERVENTION") {
      throw conflict(`the invoice is ${invoice.state} and has no money to hold`);
    }
    return sandbox.store.invoices.update(invoice.id, { holdNextDeposit: true });
  }
  const held = sandbox.store.invoices.update(invoice.id, { state: "PENDING_COMPLIANCE_CHECK" });
  for (const deposit of open) {
    sandbox.scheduler.cancel("invoice.confirm", deposit.id);
    sandbox.emit(invoiceEvents.compliance(held, sandbox.store.deposits.update(deposit.id, { state: "held" }), false));
  }
  return held;
}

const heldDeposits = (sandbox: Sandbox, invoice: Invoice): readonly Deposit[] => {
  if (invoice.state !== "PENDING_COMPLIANCE_CHECK") throw conflict(`the invoice is ${invoice.state}, nothing is held`);
  return depositsOf(sandbox, invoice).filter((deposit) => deposit.state === "held");
};

/** Compliance releases the held deposits. */
export function releaseDeposits(sandbox: Sandbox, invoice: Invoice): Invoice {
  const held = heldDeposits(sandbox, invoice);
  for (const deposit of held) sandbox.store.deposits.update(deposit.id, { state: "mempool" });
  return confirmDeposits(sandbox, currentInvoice(sandbox, invoice.id));
}

/** Compliance declines the held deposits and, with them, the invoice. `freeze` counts them as received all the same. */
export function declineDeposits(sandbox: Sandbox, invoice: Invoice, freeze = false): Invoice {
  const held = heldDeposits(sandbox, invoice);
  const declined = sandbox.store.invoices.update(invoice.id, { state: "DECLINED" });
  for (const deposit of held) {
    const ended = sandbox.store.deposits.update(deposit.id, { state: freeze ? "frozen" : "declined" });
    sandbox.emit(invoiceEvents.compliance(declined, ended, true));
  }
  return declined;
}
