import { randomUUID } from "node:crypto";
import { cryptoCurrencies } from "../chain/currencies.ts";
import { newAddress, newTransactionHash } from "../chain/made-up.ts";
import { after, type Sandbox } from "../sandbox.ts";
import type { Deposit, Invoice } from "../store/entities.ts";
import { invoiceEvents } from "../webhooks/events.ts";
import { Decimal, plain, sum } from "../wire/decimal.ts";
import { addToBalance } from "./balances.ts";
import { badRequest, conflict } from "./emulator-error.ts";
import { serviceFee } from "./fee.ts";
import { depositsOf, receivedFor } from "./invoice-amount.ts";
import { archiveExpired, expireInvoice, isUnlimited } from "./invoices.ts";

const network = (invoice: Invoice) => cryptoCurrencies.get(invoice.currency)?.network ?? "ETHEREUM";

const current = (sandbox: Sandbox, id: string): Invoice => sandbox.store.invoices.get(id) as Invoice;

export interface Payment {
  /** In the invoice's currency. */
  readonly amount: string;
  /** Confirm after the usual waiting (default), or leave it in the mempool. */
  readonly confirm?: boolean | undefined;
  /** Without any waiting. */
  readonly instant?: boolean | undefined;
  /** False: the money is received, but what it means is decided only by {@link confirmDeposits}. */
  readonly settle?: boolean | undefined;
  /** Archive the invoice first, then let the money be found by hand. */
  readonly late?: boolean | undefined;
}

/**
 * Somebody sends money to an invoice's address: it shows in the mempool, and is confirmed later.
 *
 * @throws EmulatorError 400 for an amount that can't be sent, 409 when the address isn't watched any more.
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
  const deposit = store.deposits.insert({
    id: randomUUID(),
    invoiceId: invoice.id,
    amount: plain(amount),
    currency: invoice.currency,
    transactionHash: newTransactionHash(network(invoice)),
    senderAddress: newAddress(network(invoice)),
    createdAtMs: clock.nowMs(),
    state: "mempool",
    credited: false,
  });
  if (payment.settle === false || current(sandbox, invoice.id).state === "ARCHIVED") {
    // Found by hand after the fact, or not looked at yet: the money is booked to the invoice, whose state stays.
    const found = store.deposits.update(deposit.id, { state: "confirmed" });
    sandbox.emit(invoiceEvents.fundsReceived(current(sandbox, invoice.id), found));
    return current(sandbox, invoice.id);
  }
  // Money on top of a settled invoice doesn't unsettle it before it is confirmed; an unlimited one is never settled.
  if (!isUnlimited(invoice) && (invoice.state === "PENDING_PAYMENT" || invoice.state === "PENDING_INTERVENTION")) {
    store.invoices.update(invoice.id, { state: "MEM_POOL_FOUND" });
  }
  sandbox.emit(invoiceEvents.mempoolFound(current(sandbox, invoice.id), deposit));
  if (invoice.holdNextDeposit) {
    store.invoices.update(invoice.id, { holdNextDeposit: false });
    return holdDeposits(sandbox, current(sandbox, invoice.id));
  }
  if (payment.confirm === false) return current(sandbox, invoice.id);
  if (payment.instant) {
    confirmDeposit(sandbox, deposit.id);
    creditInvoice(sandbox, invoice.id);
  } else {
    scheduler.at("invoice.confirm", deposit.id, after(sandbox, sandbox.settings.confirmationMs));
  }
  return current(sandbox, invoice.id);
}

/** The network has confirmed a deposit. Does nothing when it is held, declined, or confirmed already. */
export function confirmDeposit(sandbox: Sandbox, depositId: string): void {
  const deposit = sandbox.store.deposits.get(depositId);
  if (deposit?.state !== "mempool") return;
  sandbox.store.deposits.update(depositId, { state: "confirmed" });
  const invoice = current(sandbox, deposit.invoiceId);
  sandbox.emit(invoiceEvents.fundsReceived(invoice, { ...deposit, state: "confirmed" }));
  settle(sandbox, invoice);
}

const inMempool = (sandbox: Sandbox, invoice: Invoice): readonly Deposit[] =>
  depositsOf(sandbox, invoice).filter(({ state }) => state === "mempool");

/**
 * Confirms everything that is in the mempool for an invoice, or decides about money that was received undecided.
 *
 * @throws EmulatorError 409 when there is neither.
 */
export function confirmDeposits(sandbox: Sandbox, invoice: Invoice): Invoice {
  const open = inMempool(sandbox, invoice);
  if (open.length === 0) {
    if (invoice.state !== "PENDING_PAYMENT" || receivedFor(sandbox, invoice) === "0") {
      throw conflict("nothing is in the mempool for this invoice");
    }
    settle(sandbox, invoice);
  }
  for (const deposit of open) {
    sandbox.scheduler.cancel("invoice.confirm", deposit.id);
    confirmDeposit(sandbox, deposit.id);
  }
  return current(sandbox, invoice.id);
}

/** What is in the mempool for an invoice vanishes from it. @throws EmulatorError 409 when nothing is. */
export function dropDeposits(sandbox: Sandbox, invoice: Invoice): Invoice {
  const open = inMempool(sandbox, invoice);
  if (open.length === 0) throw conflict("nothing is in the mempool for this invoice");
  for (const deposit of open) {
    sandbox.scheduler.cancel("invoice.confirm", deposit.id);
    sandbox.store.deposits.update(deposit.id, { state: "dropped" });
  }
  if (invoice.state !== "MEM_POOL_FOUND") return invoice;
  if (receivedFor(sandbox, invoice) !== "0") settle(sandbox, invoice);
  else {
    sandbox.store.invoices.update(invoice.id, { state: "PENDING_PAYMENT" });
    if (invoice.expiresAtMs !== null && invoice.expiresAtMs <= sandbox.clock.nowMs())
      expireInvoice(sandbox, invoice.id);
  }
  return current(sandbox, invoice.id);
}

/** Decides what the confirmed money means for the invoice. */
function settle(sandbox: Sandbox, invoice: Invoice): void {
  const { store, scheduler, settings } = sandbox;
  if (isUnlimited(invoice)) {
    store.invoices.update(invoice.id, { state: "PENDING_PAYMENT" });
    scheduler.at("invoice.credit", invoice.id, after(sandbox, settings.creditMs));
    return;
  }
  const open = depositsOf(sandbox, invoice).some((deposit) => deposit.state === "mempool" || deposit.state === "held");
  if (open && invoice.state !== "PAID" && invoice.state !== "COMPLETED") return;
  const received = receivedFor(sandbox, invoice);
  const difference = new Decimal(received).cmp(invoice.amount ?? invoice.lowerBound ?? "0");
  if (difference < 0 && invoice.type === "BOUND") {
    // No intervention for these: they go on waiting, with money received.
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
  sandbox.emit(invoiceEvents.paid(paid, receivedFor(sandbox, paid)));
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

/** Moves a paid invoice's money, or what came to an unlimited one, to the merchant's balance, less the fee. */
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

/** Takes the money of an invoice that awaits a decision (`invoice/return-to-paid`). */
export function returnToPaid(sandbox: Sandbox, invoice: Invoice): Invoice {
  if (invoice.state !== "PENDING_INTERVENTION") {
    throw badRequest(`invoice is ${invoice.state}, only PENDING_INTERVENTION can be returned to paid`);
  }
  markPaid(sandbox, invoice);
  return current(sandbox, invoice.id);
}

/** Compliance looks at the money: what is in the mempool now, or else the next payment. */
export function holdDeposits(sandbox: Sandbox, invoice: Invoice): Invoice {
  const open = inMempool(sandbox, invoice);
  if (open.length === 0) {
    if (invoice.state !== "PENDING_PAYMENT" && invoice.state !== "PENDING_INTERVENTION") {
      throw conflict(`invoice is ${invoice.state}, there is no money that could be held`);
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
  if (invoice.state !== "PENDING_COMPLIANCE_CHECK") throw conflict(`invoice is ${invoice.state}, nothing is held`);
  return depositsOf(sandbox, invoice).filter((deposit) => deposit.state === "held");
};

/** Compliance lets the held money through. */
export function releaseDeposits(sandbox: Sandbox, invoice: Invoice): Invoice {
  const held = heldDeposits(sandbox, invoice);
  for (const deposit of held) sandbox.store.deposits.update(deposit.id, { state: "mempool" });
  return confirmDeposits(sandbox, current(sandbox, invoice.id));
}

/** Compliance keeps the held money; the invoice ends. */
export function declineDeposits(sandbox: Sandbox, invoice: Invoice): Invoice {
  const held = heldDeposits(sandbox, invoice);
  const declined = sandbox.store.invoices.update(invoice.id, { state: "DECLINED" });
  for (const deposit of held) {
    sandbox.emit(
      invoiceEvents.compliance(declined, sandbox.store.deposits.update(deposit.id, { state: "declined" }), true),
    );
  }
  return declined;
}
