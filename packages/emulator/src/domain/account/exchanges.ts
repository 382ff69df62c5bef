import Big from "big.js";
import { cryptoCurrencies } from "../../chain/currencies.ts";
import { after, type Sandbox } from "../../sandbox.ts";
import type { Exchange } from "../../store/entities.ts";
import { nextNumber } from "../../store/store.ts";
import { Decimal, plain } from "../../wire/decimal.ts";
import { badRequest, conflict } from "../emulator-error.ts";
import { addToBalance, balanceOf } from "./balances.ts";
import { requireActive } from "./require-active.ts";

const smallestUsd = 10;
const largestUsd = 50_000;

/** Minimum and maximum amount of one exchange from `source`. */
export function exchangeLimits({ rates, clock }: Sandbox, source: string): { min: string; max: string } {
  const scale = cryptoCurrencies.get(source)?.scale ?? 8;
  const worth = (usd: number, mode: 0 | 3) =>
    plain(new Decimal(usd).div(rates.usdOf(source, clock.nowMs())).round(scale, mode));
  return { min: worth(smallestUsd, Big.roundUp), max: worth(largestUsd, Big.roundDown) };
}

/** The amount of `destination` for an amount of `source`, after the fee, rounded down to the destination's scale. */
export function exchangeFor({ rates, clock, settings }: Sandbox, source: string, destination: string, amount: string) {
  const nowMs = clock.nowMs();
  const worth = new Decimal(amount).times(rates.usdOf(source, nowMs)).div(rates.usdOf(destination, nowMs));
  const kept = new Decimal(100).minus(settings.feePercent).div(100);
  return plain(worth.times(kept).round(cryptoCurrencies.get(destination)?.scale ?? 8, Big.roundDown));
}

/**
 * Draws the source amount from the balance; the destination amount is credited later.
 *
 * @throws EmulatorError 400 for equal currencies, an amount outside the limits, or insufficient funds.
 */
export function createExchange(sandbox: Sandbox, source: string, destination: string, amount: string): Exchange {
  const { store, clock, scheduler, settings } = sandbox;
  if (source === destination) throw badRequest("sourceCurrency and destinationCurrency are the same");
  requireActive(sandbox, source, destination);
  const { min, max } = exchangeLimits(sandbox, source);
  const wanted = new Decimal(amount);
  if (wanted.lt(min) || wanted.gt(max)) throw badRequest(`amount must be from ${min} to ${max} ${source}`);
  if (wanted.gt(balanceOf(store, source))) throw badRequest(`not enough ${source} in the balance`, "NOT_ENOUGH_FUNDS");
  addToBalance(store, source, plain(wanted.neg()));
  const exchange = store.exchanges.insert({
    id: String(nextNumber(store, "exchange")),
    sourceCurrency: source,
    sourceAmount: amount,
    destinationCurrency: destination,
    destinationAmount: exchangeFor(sandbox, source, destination, amount),
    state: "IN_PROGRESS",
    createdAtMs: clock.nowMs(),
  });
  scheduler.at("exchange.complete", exchange.id, after(sandbox, settings.payoutStepMs));
  return exchange;
}

export function completeExchange({ store }: Sandbox, id: string): void {
  const exchange = store.exchanges.get(id);
  if (exchange?.state !== "IN_PROGRESS") return;
  addToBalance(store, exchange.destinationCurrency, exchange.destinationAmount);
  store.exchanges.update(id, { state: "COMPLETED" });
}

/** Fails an exchange and returns the source amount. @throws EmulatorError 409 for one that has ended. */
export function failExchange({ store, scheduler }: Sandbox, exchange: Exchange): Exchange {
  if (exchange.state !== "IN_PROGRESS") throw conflict(`the exchange is ${exchange.state}`);
  scheduler.cancel("exchange.complete", exchange.id);
  addToBalance(store, exchange.sourceCurrency, exchange.sourceAmount);
  return store.exchanges.update(exchange.id, { state: "FAILED" });
}
