import { Hono } from "hono";
import * as v from "valibot";
import { conflict, notFound } from "../domain/emulator-error.ts";
import { repriceInvoice } from "../domain/invoices/amounts.ts";
import { confirmDeposits, dropDeposits } from "../domain/invoices/confirm-deposits.ts";
import { creditInvoice, recoverInvoice } from "../domain/invoices/credit-invoice.ts";
import { archiveExpired } from "../domain/invoices/expire-invoice.ts";
import { declineDeposits, holdDeposits, releaseDeposits } from "../domain/invoices/hold-deposits.ts";
import { isUnlimited } from "../domain/invoices/is-unlimited.ts";
import { findDeposits, payInvoice } from "../domain/invoices/pay-invoice.ts";
import { currentInvoice } from "../domain/invoices/settle-invoice.ts";
import { archiveWidget, chooseCurrency } from "../domain/invoices/widgets.ts";
import { cancelPayout, failPayout, failWithdrawal } from "../domain/payouts/fail-payout.ts";
import { replaceWithdrawal } from "../domain/payouts/replace-withdrawal.ts";
import { obstructPayout } from "../domain/payouts/send-withdrawal.ts";
import { completePayout, confirmPayout, stepPayout } from "../domain/payouts/step-payout.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Invoice, Payout, Widget, Withdrawal } from "../store/entities.ts";
import { describeInvoice, describePayout, describeWidget } from "./describe-state.ts";
import { findByKey } from "./find-by-key.ts";
import { payAmount } from "./pay-amount.ts";
import { answer, flag, readInput } from "./read-input.ts";

const payment = v.strictObject({
  amount: v.optional(v.string(), "exact"),
  senders: v.optional(
    v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.integer(), v.minValue(1), v.maxValue(10)),
  ),
  confirm: flag,
  instant: flag,
  late: flag,
  settle: flag,
  unseen: flag,
});

const invoiceCommands: Record<string, (sandbox: Sandbox, invoice: Invoice) => Invoice> = {
  confirm: confirmDeposits,
  expire(sandbox, invoice) {
    if (invoice.state !== "PENDING_PAYMENT" && invoice.state !== "PENDING_INTERVENTION") {
      throw conflict(`the invoice is ${invoice.state} and can't expire`);
    }
    return archiveExpired(sandbox, invoice);
  },
  drop: dropDeposits,
  hold: holdDeposits,
  release: releaseDeposits,
  find: findDeposits,
  recover: recoverInvoice,
  credit(sandbox, invoice) {
    if (invoice.state !== "PAID" && !isUnlimited(invoice)) throw conflict(`the invoice is ${invoice.state}, not PAID`);
    creditInvoice(sandbox, invoice.id);
    return currentInvoice(sandbox, invoice.id);
  },
};

const payoutCommands: Record<string, (sandbox: Sandbox, payout: Payout) => void> = {
  confirm: confirmPayout,
  advance: (sandbox, payout) => stepPayout(sandbox, payout.id),
  complete: completePayout,
  fail: failPayout,
  cancel: (sandbox, payout) => cancelPayout(sandbox, payout, null),
};

/** Commands for invoices, widgets and payouts. */
export function createPaymentControls(sandbox: Sandbox): Hono {
  const { store } = sandbox;
  const app = new Hono();

  app.post("/invoices/:key/pay", async (c) => {
    const { amount, ...options } = await readInput(c, payment);
    const invoice = repriceInvoice(sandbox, findByKey("invoice", store.invoices, c.req.param("key")));
    const paid = payInvoice(sandbox, invoice, {
      ...options,
      amount: payAmount(sandbox, invoice, amount),
    });
    return answer(c, describeInvoice(sandbox, paid));
  });

  for (const [name, command] of Object.entries(invoiceCommands)) {
    app.post(`/invoices/:key/${name}`, async (c) => {
      const invoice = findByKey("invoice", store.invoices, c.req.param("key"));
      return answer(c, describeInvoice(sandbox, command(sandbox, invoice)));
    });
  }

  app.post("/invoices/:key/decline", async (c) => {
    const { freeze } = await readInput(c, v.strictObject({ freeze: flag }));
    const invoice = findByKey("invoice", store.invoices, c.req.param("key"));
    return answer(c, describeInvoice(sandbox, declineDeposits(sandbox, invoice, freeze)));
  });

  app.post("/widgets/:key/expire", async (c) => {
    const widget = findByKey("payment widget", store.widgets, c.req.param("key"));
    if (widget.state !== "IN_PROGRESS") throw conflict(`the widget is ${widget.state}`);
    archiveWidget(sandbox, widget.id);
    return answer(c, describeWidget(sandbox, store.widgets.get(widget.id) as Widget));
  });

  app.post("/widgets/:key/choose", async (c) => {
    const { currency } = await readInput(c, v.strictObject({ currency: v.string() }));
    const widget = findByKey("payment widget", store.widgets, c.req.param("key"));
    return answer(c, describeInvoice(sandbox, chooseCurrency(sandbox, widget, currency)));
  });

  for (const [name, command] of Object.entries(payoutCommands)) {
    app.post(`/payouts/:key/${name}`, async (c) => {
      const payout = findByKey("payout", store.payouts, c.req.param("key"));
      command(sandbox, payout);
      return answer(c, describePayout(sandbox, store.payouts.get(payout.id) as Payout));
    });
  }

  app.post("/payouts/:key/obstruct", async (c) => {
    const obstacle = await readInput(c, v.strictObject({ status: v.string(), message: v.string() }));
    const payout = findByKey("payout", store.payouts, c.req.param("key"));
    return answer(c, describePayout(sandbox, obstructPayout(sandbox, payout, obstacle)));
  });

  const requestedWithdrawal = (id: string): Withdrawal => {
    const withdrawal = store.withdrawals.get(id);
    if (!withdrawal) throw notFound(`there is no withdrawal ${id}`);
    return withdrawal;
  };
  app.post("/withdrawals/:id/fail", async (c) =>
    answer(c, failWithdrawal(sandbox, requestedWithdrawal(c.req.param("id")))),
  );
  app.post("/withdrawals/:id/cancel", async (c) =>
    answer(c, failWithdrawal(sandbox, requestedWithdrawal(c.req.param("id")), "CANCELED")),
  );
  app.post("/withdrawals/:id/replace", async (c) => {
    const { visible } = await readInput(c, v.strictObject({ visible: flag }));
    return answer(c, replaceWithdrawal(sandbox, requestedWithdrawal(c.req.param("id")), visible));
  });

  return app;
}
