import { Hono } from "hono";
import * as v from "valibot";
import { conflict, notFound } from "../domain/emulator-error.ts";
import { repriceInvoice } from "../domain/invoices/amounts.ts";
import { confirmDeposits, dropDeposits } from "../domain/invoices/confirm-deposits.ts";
import { archiveExpired } from "../domain/invoices/expire-invoice.ts";
import { declineDeposits, holdDeposits, releaseDeposits } from "../domain/invoices/hold-deposits.ts";
import { payInvoice } from "../domain/invoices/pay-invoice.ts";
import { chooseCurrency } from "../domain/invoices/widgets.ts";
import { cancelPayout, failPayout, failWithdrawal } from "../domain/payouts/fail-payout.ts";
import { obstructPayout } from "../domain/payouts/send-withdrawal.ts";
import { completePayout, stepPayout } from "../domain/payouts/step-payout.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Invoice, Payout } from "../store/entities.ts";
import { describeInvoice, describePayout } from "./describe-state.ts";
import { findByKey } from "./find-by-key.ts";
import { payAmount } from "./pay-amount.ts";
import { answer, flag, readInput } from "./read-input.ts";

const payment = v.strictObject({
  amount: v.optional(v.string(), "exact"),
  confirm: flag,
  instant: flag,
  late: flag,
  settle: flag,
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
  decline: declineDeposits,
};

const payoutCommands: Record<string, (sandbox: Sandbox, payout: Payout) => void> = {
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

  app.post("/withdrawals/:id/fail", async (c) => {
    const withdrawal = store.withdrawals.get(c.req.param("id"));
    if (!withdrawal) throw notFound(`there is no withdrawal ${c.req.param("id")}`);
    return answer(c, failWithdrawal(sandbox, withdrawal));
  });

  return app;
}
