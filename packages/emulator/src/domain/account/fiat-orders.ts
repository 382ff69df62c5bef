import { randomUUID } from "node:crypto";
import Big from "big.js";
import { cryptoCurrencies, fiatCurrencies } from "../../chain/currencies.ts";
import { fiatLimits } from "../../chain/geos.ts";
import { after, type Sandbox } from "../../sandbox.ts";
import type { FiatOrder, FixedRate } from "../../store/entities.ts";
import { nextNumber } from "../../store/store.ts";
import { adjustmentEvent, type FiatOrderChange, fiatOrderEvent } from "../../webhooks/fiat-order-event.ts";
import { Decimal, plain } from "../../wire/decimal.ts";
import { badRequest, conflict } from "../emulator-error.ts";
import { payInvoice } from "../invoices/pay-invoice.ts";
import { addToBalance, balanceOf } from "./balances.ts";
import { requireActive } from "./require-active.ts";

const rateLifeMs = 15 * 60_000;
const orderLifeMs = 3_600_000;

/** Fixes the current rate for 15 minutes. */
export function fixRate(sandbox: Sandbox, currency: string, fiatCurrency: string): FixedRate {
  const { store, clock, rates } = sandbox;
  return store.fixedRates.insert({
    id: randomUUID(),
    currency,
    fiatCurrency,
    rate: rates.rate(currency, fiatCurrency, clock.nowMs()),
    expiresAtMs: clock.nowMs() + rateLifeMs,
  });
}

/** @throws EmulatorError 400 for an unknown or expired rate. */
export function fixedRate({ store, clock }: Sandbox, id: string): FixedRate {
  const rate = store.fixedRates.get(id);
  if (!rate) throw badRequest("the rate is unknown", "rate_not_found");
  if (rate.expiresAtMs <= clock.nowMs()) throw badRequest("the rate has expired", "rate_expired");
  return rate;
}

/**
 * Computes the missing amount: crypto rounded up, fiat half up, each to its currency's scale.
 *
 * @throws EmulatorError 400 unless exactly one amount is given, or when the fiat amount is outside the limits.
 */
export function bothAmounts(rate: FixedRate, cryptoAmount: string | undefined, fiatAmount: string | undefined) {
  if ((cryptoAmount === undefined) === (fiatAmount === undefined)) {
    throw badRequest("either the crypto or the fiat amount is required");
  }
  const cryptoScale = cryptoCurrencies.get(rate.currency)?.scale ?? 8;
  const fiatScale = fiatCurrencies.get(rate.fiatCurrency)?.scale ?? 2;
  const fiat =
    fiatAmount ?? plain(new Decimal(cryptoAmount as string).times(rate.rate).round(fiatScale, Big.roundHalfUp));
  const { min, max } = fiatLimits(rate.fiatCurrency);
  if (new Decimal(fiat).lt(min) || new Decimal(fiat).gt(max)) {
    throw badRequest(`the amount must be from ${min} to ${max} ${rate.fiatCurrency}`, "EXCEEDING_LIMIT");
  }
  const crypto = cryptoAmount ?? plain(new Decimal(fiat).div(rate.rate).round(cryptoScale, Big.roundUp));
  return { cryptoAmount: crypto, fiatAmount: fiat };
}

function emitChange(sandbox: Sandbox, order: FiatOrder, change: FiatOrderChange): void {
  const rate = plain(new Decimal(order.fiatAmount).div(order.cryptoAmount).round(12, Big.roundHalfUp));
  const event = fiatOrderEvent(order, change, rate);
  if (event) sandbox.emit(event);
}

export type NewFiatOrder = Omit<FiatOrder, "id" | "number" | "state" | "createdAtMs" | "drawn">;

/** Creates an order, which expires after an hour unless it is paid. */
export function createFiatOrder(sandbox: Sandbox, request: NewFiatOrder): FiatOrder {
  const { store, clock, scheduler } = sandbox;
  requireActive(sandbox, request.currency, request.fiatCurrency);
  const order = store.fiatOrders.insert({
    ...request,
    id: randomUUID(),
    number: nextNumber(store, "fiat-order"),
    state: "CREATED",
    createdAtMs: clock.nowMs(),
    drawn: false,
  });
  scheduler.at("fiat-order.expire", order.id, clock.nowMs() + orderLifeMs);
  emitChange(sandbox, order, "created");
  return order;
}

const isOutgoing = (order: FiatOrder): boolean => order.kind === "withdrawal" || order.kind === "c2f";

/**
 * Confirms an order: a withdrawal leaves the balance and completes on its own, a deposit waits for its payer.
 *
 * @throws EmulatorError 400 when it was confirmed before, or the balance is insufficient.
 */
export function confirmFiatOrder(sandbox: Sandbox, order: FiatOrder): FiatOrder {
  const { store, scheduler, settings } = sandbox;
  if (order.state !== "CREATED") throw badRequest(`the order is ${order.state}`);
  if (isOutgoing(order)) {
    if (new Decimal(order.cryptoAmount).gt(balanceOf(store, order.currency))) {
      throw badRequest(`not enough ${order.currency} in the balance`, "NOT_ENOUGH_FUNDS");
    }
    addToBalance(store, order.currency, plain(new Decimal(order.cryptoAmount).neg()));
    scheduler.at("fiat-order.step", order.id, after(sandbox, settings.payoutStepMs));
  }
  const confirmed = store.fiatOrders.update(order.id, { state: "IN_PROGRESS", drawn: isOutgoing(order) });
  emitChange(sandbox, confirmed, "confirmed");
  return confirmed;
}

/** Pays a deposit. @throws EmulatorError 409 when it doesn't wait for a payment. */
export function payFiatOrder(sandbox: Sandbox, order: FiatOrder): FiatOrder {
  if (isOutgoing(order) || order.state !== "IN_PROGRESS") throw conflict(`the order is ${order.state}`);
  const { store, scheduler, settings } = sandbox;
  scheduler.cancel("fiat-order.expire", order.id);
  const paid = store.fiatOrders.update(order.id, { state: "PAID" });
  emitChange(sandbox, paid, "received");
  scheduler.at("fiat-order.step", order.id, after(sandbox, settings.creditMs));
  return paid;
}

/** Changes the crypto amount of an uncredited fiat payment of an invoice. @throws EmulatorError 409 for another order. */
export function adjustFiatOrder(sandbox: Sandbox, order: FiatOrder, cryptoAmount: string, reason: string): void {
  const isOpen = order.state === "IN_PROGRESS" || order.state === "PAID";
  if (order.kind !== "applier" || !isOpen) throw conflict(`the ${order.kind} order is ${order.state}`);
  const adjusted = sandbox.store.fiatOrders.update(order.id, { cryptoAmount });
  sandbox.emit(adjustmentEvent(adjusted, reason, sandbox.clock.nowMs()));
}

/** Completes an order: a withdrawal has arrived, or a deposit is credited. */
export function stepFiatOrder(sandbox: Sandbox, id: string): void {
  const { store, scheduler } = sandbox;
  const order = store.fiatOrders.get(id);
  if (!order) return;
  if (isOutgoing(order) && order.state === "IN_PROGRESS") {
    scheduler.cancel("fiat-order.expire", id);
    emitChange(sandbox, store.fiatOrders.update(id, { state: "COMPLETED" }), "received");
  } else if (!isOutgoing(order) && order.state === "PAID") {
    creditDeposit(sandbox, order);
    store.fiatOrders.update(id, { state: "COMPLETED" });
  }
}

/** Credits a fiat payment to its invoice while that waits for money, and to the balance otherwise. */
function creditDeposit(sandbox: Sandbox, order: FiatOrder): void {
  const invoice =
    order.kind === "applier" ? sandbox.store.invoices.by("idempotencyKey", order.idempotencyKey)[0] : undefined;
  if (invoice?.state === "PENDING_PAYMENT" && invoice.currency === order.currency) {
    payInvoice(sandbox, invoice, { amount: order.cryptoAmount, instant: true });
  } else addToBalance(sandbox.store, order.currency, order.cryptoAmount);
}

function endWithoutSuccess(sandbox: Sandbox, order: FiatOrder, state: "FAILED" | "EXPIRED"): FiatOrder {
  const { store, scheduler } = sandbox;
  scheduler.cancel("fiat-order.step", order.id);
  scheduler.cancel("fiat-order.expire", order.id);
  if (order.drawn) addToBalance(store, order.currency, order.cryptoAmount);
  const ended = store.fiatOrders.update(order.id, { state, drawn: false });
  emitChange(sandbox, ended, state === "FAILED" ? "failed" : "expired");
  return ended;
}

/** Fails an order and returns the drawn amount. @throws EmulatorError 409 for one that has ended. */
export function failFiatOrder(sandbox: Sandbox, order: FiatOrder): FiatOrder {
  if (order.state !== "CREATED" && order.state !== "IN_PROGRESS") throw conflict(`the order is ${order.state}`);
  return endWithoutSuccess(sandbox, order, "FAILED");
}

export function expireFiatOrder(sandbox: Sandbox, id: string): void {
  const order = sandbox.store.fiatOrders.get(id);
  if (order?.state === "CREATED" || (order?.state === "IN_PROGRESS" && !isOutgoing(order)))
    endWithoutSuccess(sandbox, order, "EXPIRED");
}
