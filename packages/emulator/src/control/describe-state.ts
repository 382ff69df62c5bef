import { receivedAmount, remainingAmount, repriceInvoice } from "../domain/invoices/amounts.ts";
import { withdrawalsOf } from "../domain/payouts/payout-state.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Invoice, Payout, Subscription, Widget } from "../store/entities.ts";

/** Entities as the control API returns them: amounts as decimal strings, times in milliseconds, no secrets. */

export function describeInvoice(sandbox: Sandbox, before: Invoice) {
  const { requestDigest: _, ...invoice } = repriceInvoice(sandbox, before);
  return {
    ...invoice,
    received: receivedAmount(sandbox, before),
    remaining: remainingAmount(sandbox, before),
    deposits: sandbox.store.deposits.by("invoiceId", before.id),
    payPath: `/invoice/${invoice.idempotencyKey}`,
  };
}

export function describeWidget(sandbox: Sandbox, { requestDigest: _, ...widget }: Widget) {
  const invoices = sandbox.store.invoices.by("widgetKey", widget.idempotencyKey).map((invoice) => invoice.id);
  return { ...widget, invoices, payPath: `/pay?widgetKey=${widget.idempotencyKey}` };
}

export function describePayout(sandbox: Sandbox, { requestDigest: _, ...payout }: Payout) {
  return { ...payout, withdrawals: withdrawalsOf(sandbox, payout.id) };
}

export function describeSubscription({ requestDigest: _, secretKey: __, ...subscription }: Subscription) {
  return subscription;
}

/** The whole state, newest first. */
export function describeState(sandbox: Sandbox) {
  const { store, clock, settings, credentials } = sandbox;
  return {
    account: credentials.account,
    publicKey: credentials.publicKey,
    nowMs: clock.nowMs(),
    clockAheadMs: clock.aheadMs,
    settings,
    balances: Object.fromEntries(store.balances.all().map(({ id, amount }) => [id, amount])),
    invoices: store.invoices
      .all()
      .toReversed()
      .map((invoice) => describeInvoice(sandbox, invoice)),
    widgets: store.widgets
      .all()
      .toReversed()
      .map((widget) => describeWidget(sandbox, widget)),
    payouts: store.payouts
      .all()
      .toReversed()
      .map((payout) => describePayout(sandbox, payout)),
    customers: store.customers.all().toReversed(),
    purses: store.purses.all().toReversed(),
    purseTransactions: store.purseTransactions.all().toReversed(),
    exchanges: store.exchanges.all().toReversed(),
    fiatOrders: store.fiatOrders
      .all()
      .toReversed()
      .map(({ requestDigest: _, ...order }) => order),
    settlementWallets: store.settlementWallets.all().toReversed(),
    faults: store.faults.all(),
    subscriptions: store.subscriptions.all().map(describeSubscription),
  };
}
