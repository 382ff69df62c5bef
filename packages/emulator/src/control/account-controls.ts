import { Hono } from "hono";
import * as v from "valibot";
import { completeExchange, failExchange } from "../domain/account/exchanges.ts";
import { adjustFiatOrder, failFiatOrder, payFiatOrder, stepFiatOrder } from "../domain/account/fiat-orders.ts";
import { decidePurseTransaction, depositToPurse, holdPurseTransaction } from "../domain/account/purses.ts";
import { topUpAccount } from "../domain/account/top-up-account.ts";
import { notFound } from "../domain/emulator-error.ts";
import { openWallet, topUpWallet, walletBalances } from "../domain/payouts/settlement-wallets.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Collection } from "../store/collection.ts";
import type { Entity, FiatOrder, PurseTransaction } from "../store/entities.ts";
import { findByKey } from "./find-by-key.ts";
import { answer, decimal, flag, readInput } from "./read-input.ts";

const money = { currency: v.string(), amount: decimal };

/** @throws EmulatorError 404 when there is no such entity. */
function found<T extends Entity>(what: string, entities: Collection<T>, id: string): T {
  const entity = entities.get(id);
  if (!entity) throw notFound(`there is no ${what} ${id}`);
  return entity;
}

const transactionCommands: Record<string, (sandbox: Sandbox, transaction: PurseTransaction) => PurseTransaction> = {
  hold: holdPurseTransaction,
  release: (sandbox, transaction) => decidePurseTransaction(sandbox, transaction, "release"),
  decline: (sandbox, transaction) => decidePurseTransaction(sandbox, transaction, "decline"),
};

const orderCommands: Record<string, (sandbox: Sandbox, order: FiatOrder) => void> = {
  pay: payFiatOrder,
  complete: (sandbox, order) => stepFiatOrder(sandbox, order.id),
  fail: failFiatOrder,
};

/** Commands for balances, customers, exchanges, fiat orders and settlement wallets. */
export function createAccountControls(sandbox: Sandbox): Hono {
  const { store } = sandbox;
  const app = new Hono();

  app.post("/account/top-up", async (c) => {
    const compliance = v.optional(v.picklist(["pass", "hold", "decline"]), "pass");
    const topUp = await readInput(c, v.strictObject({ ...money, compliance }));
    topUpAccount(sandbox, topUp.currency, topUp.amount, topUp.compliance);
    return answer(c, { currency: topUp.currency, amount: store.balances.get(topUp.currency)?.amount ?? "0" });
  });

  app.post("/customers/:id/deposit", async (c) => {
    const { currency, amount, hold } = await readInput(c, v.strictObject({ ...money, hold: flag }));
    const customer = found("customer", store.customers, c.req.param("id"));
    return answer(c, depositToPurse(sandbox, customer, currency, amount, hold ?? false));
  });

  for (const [name, command] of Object.entries(transactionCommands)) {
    app.post(`/purse-transactions/:id/${name}`, async (c) =>
      answer(c, command(sandbox, found("transaction", store.purseTransactions, c.req.param("id")))),
    );
  }

  app.post("/exchanges/:id/complete", async (c) => {
    const { id } = found("exchange", store.exchanges, c.req.param("id"));
    completeExchange(sandbox, id);
    return answer(c, store.exchanges.get(id));
  });
  app.post("/exchanges/:id/fail", async (c) =>
    answer(c, failExchange(sandbox, found("exchange", store.exchanges, c.req.param("id")))),
  );

  const describeOrder = (id: string) => {
    const { requestDigest: _, ...order } = store.fiatOrders.get(id) as FiatOrder;
    return order;
  };
  for (const [name, command] of Object.entries(orderCommands)) {
    app.post(`/fiat-orders/:key/${name}`, async (c) => {
      const order = findByKey("fiat order", store.fiatOrders, c.req.param("key"));
      command(sandbox, order);
      return answer(c, describeOrder(order.id));
    });
  }

  app.post("/fiat-orders/:key/adjust", async (c) => {
    const { amount, reason } = await readInput(c, v.strictObject({ amount: decimal, reason: v.string() }));
    const order = findByKey("fiat order", store.fiatOrders, c.req.param("key"));
    adjustFiatOrder(sandbox, order, amount, reason);
    return answer(c, describeOrder(order.id));
  });

  app.post("/settlement-wallets/:address/top-up", async (c) => {
    const { currency, amount } = await readInput(c, v.strictObject(money));
    const wallet = openWallet(sandbox, c.req.param("address"));
    topUpWallet(sandbox, wallet, currency, amount);
    return answer(c, { address: wallet.id, balances: walletBalances(sandbox, wallet) });
  });

  return app;
}
