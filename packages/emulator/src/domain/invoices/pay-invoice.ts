import { randomUUID } from "node:crypto";
import Big from "big.js";
import { cryptoCurrencies } from "../../chain/currencies.ts";
import { randomAddress, randomTransactionHash } from "../../chain/random-address.ts";
import { after, type Sandbox } from "../../sandbox.ts";
import type { Deposit, Invoice } from "../../store/entities.ts";
import { invoiceEvents } from "../../webhooks/invoice-events.ts";
import { Decimal, plain } from "../../wire/decimal.ts";
import { badRequest, conflict } from "../emulator-error.ts";
import { confirmDeposit } from "./confirm-deposits.ts";
import { creditInvoice } from "./credit-invoice.ts";
import { archiveExpired } from "./expire-invoice.ts";
import { holdDeposits } from "./hold-deposits.ts";
import { isUnlimited } from "./is-unlimited.ts";
import { currentInvoice } from "./settle-invoice.ts";

export interface Payment {
  /** In the invoice's currency. */
  readonly amount: string;
  /** Number of senders that share the amount. With more than one, even the exact amount needs an intervention. Default 1. */
  readonly senders?: number | undefined;
  /** False: stays in the mempool. Default: confirmed after `confirmationMs`. */
  readonly confirm?: boolean | undefined;
  /** Confirms and credits at once. */
  readonly instant?: boolean | undefined;
  /** False: the money is received, but only {@link confirmDeposits} settles the invoice. */
  readonly settle?: boolean | undefined;
  /** Archives the invoice first; the money is then found by hand. */
  readonly late?: boolean | undefined;
  /** Archives the invoice first; the vendor doesn't notice the money until {@link findDeposits}. */
  readonly unseen?: boolean | undefined;
}

/** Divides an amount between senders; the last one sends the remainder. */
function shares(amount: Decimal, senders: number, currency: string): string[] {
  const share = amount.div(senders).round(cryptoCurrencies.get(currency)?.scale ?? 8, Big.roundDown);
  const others = Array.from({ length: senders - 1 }, () => plain(share));
  return [...others, plain(amount.minus(share.times(senders - 1)))];
}

function insertDeposit({ store, clock }: Sandbox, invoice: Invoice, amount: string, state: Deposit["state"]): Deposit {
  const network = cryptoCurrencies.get(invoice.currency)?.network ?? "ETHEREUM";
  return store.deposits.insert({
    id: randomUUID(),
    invoiceId: invoice.id,
    amount,
    currency: invoice.currency,
    transactionHash: randomTransactionHash(network),
    senderAddress: randomAddress(network),
    createdAtMs: clock.nowMs(),
    state,
    credited: false,
  });
}

/** The money is booked and the invoice keeps its state. */
function bookDeposits(sandbox: Sandbox, { id }: Invoice, deposits: readonly Deposit[]): Invoice {
  for (const deposit of deposits) {
    const booked = sandbox.store.deposits.update(deposit.id, { state: "confirmed" });
    sandbox.emit(invoiceEvents.fundsReceived(currentInvoice(sandbox, id), booked));
  }
  return currentInvoice(sandbox, id);
}

/**
 * Sends money to an invoice's address: it appears in the mempool and is confirmed later.
 *
 * @throws EmulatorError 400 for an amount of 0, 409 when the address is no longer watched.
 */
export function payInvoice(sandbox: Sandbox, invoice: Invoice, payment: Payment): Invoice {
  const { store, scheduler } = sandbox;
  const { senders = 1, unseen = false, late = unseen } = payment;
  const amount = new Decimal(payment.amount);
  if (amount.lte(0)) throw badRequest("the amount must be more than 0");
  if (late && invoice.state === "PENDING_PAYMENT") archiveExpired(sandbox, invoice);
  if (invoice.state === "DECLINED") throw conflict("the invoice was declined by compliance");
  if (invoice.state === "ARCHIVED" && !late) {
    throw conflict(
      "the invoice is archived and its address no longer watched; send late: true to have the money found",
    );
  }
  const isArchived = currentInvoice(sandbox, invoice.id).state === "ARCHIVED";
  const deposits = shares(amount, senders, invoice.currency).map((share) =>
    insertDeposit(sandbox, invoice, share, isArchived && unseen ? "unseen" : "mempool"),
  );
  if (senders > 1) store.invoices.update(invoice.id, { severalSenders: true });
  if (isArchived && unseen) return currentInvoice(sandbox, invoice.id);
  if (isArchived || payment.settle === false) return bookDeposits(sandbox, invoice, deposits);
  // Money on top of a settled invoice doesn't unsettle it before it is confirmed; an unlimited one is never settled.
  if (!isUnlimited(invoice) && (invoice.state === "PENDING_PAYMENT" || invoice.state === "PENDING_INTERVENTION")) {
    store.invoices.update(invoice.id, { state: "MEM_POOL_FOUND" });
  }
  for (const deposit of deposits) {
    sandbox.emit(invoiceEvents.mempoolFound(currentInvoice(sandbox, invoice.id), deposit));
  }
  if (invoice.holdNextDeposit) {
    store.invoices.update(invoice.id, { holdNextDeposit: false });
    return holdDeposits(sandbox, currentInvoice(sandbox, invoice.id));
  }
  if (payment.confirm === false) return currentInvoice(sandbox, invoice.id);
  for (const { id } of deposits) {
    if (payment.instant) confirmDeposit(sandbox, id);
    else scheduler.at("invoice.confirm", id, after(sandbox, sandbox.settings.confirmationMs));
  }
  if (payment.instant && sandbox.settings.autoCredit) creditInvoice(sandbox, invoice.id);
  return currentInvoice(sandbox, invoice.id);
}

/** The vendor finds the unseen money of an archived invoice. @throws EmulatorError 409 when there is none. */
export function findDeposits(sandbox: Sandbox, invoice: Invoice): Invoice {
  const unseen = sandbox.store.deposits.by("invoiceId", invoice.id).filter(({ state }) => state === "unseen");
  if (unseen.length === 0) throw conflict("the invoice has no unseen money");
  return bookDeposits(sandbox, invoice, unseen);
}
