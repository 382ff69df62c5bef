import { randomUUID } from "node:crypto";
import { cryptoCurrencies } from "../../chain/currencies.ts";
import { randomAddress, randomTransactionHash } from "../../chain/random-address.ts";
import { after, type Sandbox } from "../../sandbox.ts";
import type { Invoice } from "../../store/entities.ts";
import { invoiceEvents } from "../../webhooks/invoice-events.ts";
import { Decimal, plain } from "../../wire/decimal.ts";
import { badRequest, conflict } from "../emulator-error.ts";
import { confirmDeposit } from "./confirm-deposits.ts";
import { archiveExpired } from "./expire-invoice.ts";
import { holdDeposits } from "./hold-deposits.ts";
import { isUnlimited } from "./is-unlimited.ts";
import { creditInvoice, currentInvoice } from "./settle-invoice.ts";

export interface Payment {
  /** In the invoice's currency. */
  readonly amount: string;
  /** False: stays in the mempool. Default: confirmed after `confirmationMs`. */
  readonly confirm?: boolean | undefined;
  /** Confirms and credits at once. */
  readonly instant?: boolean | undefined;
  /** False: the money is received, but only {@link confirmDeposits} settles the invoice. */
  readonly settle?: boolean | undefined;
  /** Archives the invoice first; the money is then found by hand. */
  readonly late?: boolean | undefined;
}

/**
 * Sends money to an invoice's address: it appears in the mempool and is confirmed later.
 *
 * @throws EmulatorError 400 for an amount of 0, 409 when the address is no longer watched.
 */
export function payInvoice(sandbox: Sandbox, invoice: Invoice, payment: Payment): Invoice {
  const { store, clock, scheduler } = sandbox;
  const amount = new Decimal(payment.amount);
  if (amount.lte(0)) throw badRequest("the amount must be more than 0");
  if (payment.late && invoice.state === "PENDING_PAYMENT") archiveExpired(sandbox, invoice);
  if (invoice.state === "DECLINED") throw conflict("the invoice was declined by compliance");
  if (invoice.state === "ARCHIVED" && !payment.late) {
    throw conflict(
      "the invoice is archived and its address no longer watched; send late: true to have the money found",
    );
  }
  const network = cryptoCurrencies.get(invoice.currency)?.network ?? "ETHEREUM";
  const deposit = store.deposits.insert({
    id: randomUUID(),
    invoiceId: invoice.id,
    amount: plain(amount),
    currency: invoice.currency,
    transactionHash: randomTransactionHash(network),
    senderAddress: randomAddress(network),
    createdAtMs: clock.nowMs(),
    state: "mempool",
    credited: false,
  });
  if (payment.settle === false || currentInvoice(sandbox, invoice.id).state === "ARCHIVED") {
    // Found by hand, or not settled yet: the money is booked and the invoice keeps its state.
    const found = store.deposits.update(deposit.id, { state: "confirmed" });
    sandbox.emit(invoiceEvents.fundsReceived(currentInvoice(sandbox, invoice.id), found));
    return currentInvoice(sandbox, invoice.id);
  }
  // Money on top of a settled invoice doesn't unsettle it before it is confirmed; an unlimited one is never settled.
  if (!isUnlimited(invoice) && (invoice.state === "PENDING_PAYMENT" || invoice.state === "PENDING_INTERVENTION")) {
    store.invoices.update(invoice.id, { state: "MEM_POOL_FOUND" });
  }
  sandbox.emit(invoiceEvents.mempoolFound(currentInvoice(sandbox, invoice.id), deposit));
  if (invoice.holdNextDeposit) {
    store.invoices.update(invoice.id, { holdNextDeposit: false });
    return holdDeposits(sandbox, currentInvoice(sandbox, invoice.id));
  }
  if (payment.confirm === false) return currentInvoice(sandbox, invoice.id);
  if (payment.instant) {
    confirmDeposit(sandbox, deposit.id);
    creditInvoice(sandbox, invoice.id);
  } else {
    scheduler.at("invoice.confirm", deposit.id, after(sandbox, sandbox.settings.confirmationMs));
  }
  return currentInvoice(sandbox, invoice.id);
}
