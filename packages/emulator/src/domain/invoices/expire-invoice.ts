import type { Sandbox } from "../../sandbox.ts";
import type { Invoice } from "../../store/entities.ts";
import { invoiceEvents } from "../../webhooks/invoice-events.ts";
import { badRequest } from "../emulator-error.ts";
import { idleMs } from "./create-invoice.ts";
import { isUnlimited } from "./is-unlimited.ts";

/** Archives an invoice whose time has run out, unless money was seen. */
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
 * Archives an invoice at the merchant's request. Repeating it changes nothing.
 *
 * @throws EmulatorError 400 when the invoice is settled or has unsettled money.
 */
export function archiveInvoice(sandbox: Sandbox, invoice: Invoice): Invoice {
  if (invoice.state === "ARCHIVED") return invoice;
  if (invoice.state !== "PENDING_PAYMENT") throw badRequest(`invoice is ${invoice.state} and can't be archived`);
  sandbox.scheduler.cancel("invoice.expire", invoice.id);
  return sandbox.store.invoices.update(invoice.id, { state: "ARCHIVED" });
}
