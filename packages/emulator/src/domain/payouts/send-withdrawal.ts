import { randomUUID } from "node:crypto";
import { cryptoCurrencies } from "../../chain/currencies.ts";
import { randomTransactionHash } from "../../chain/random-address.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { Payout, Withdrawal } from "../../store/entities.ts";
import { nextNumber } from "../../store/store.ts";
import { payoutEvents } from "../../webhooks/payout-events.ts";
import { Decimal, plain } from "../../wire/decimal.ts";
import { addToBalance, balanceOf } from "../account/balances.ts";
import { balanceIdOf, requireOpen, withdrawalsOf } from "./payout-state.ts";

/** Why a withdrawal can't be sent, in the vendor's terms. */
export interface Obstacle {
  readonly status: string;
  readonly message: string;
}

/** Everything withdrawn so far, in USDT at the current rates. */
function withdrawnUsdt({ store, rates, clock }: Sandbox): Decimal {
  const nowMs = clock.nowMs();
  return store.withdrawals
    .all()
    .filter((withdrawal) => withdrawal.drawn)
    .reduce(
      (total, { amount, currency }) => total.plus(new Decimal(amount).times(rates.usdOf(currency, nowMs))),
      new Decimal(0),
    );
}

function findObstacle(sandbox: Sandbox, payout: Payout, withdrawal: Withdrawal): Obstacle | undefined {
  const { store, settings, rates, clock } = sandbox;
  const { amount, fee, currency } = withdrawal;
  if (settings.withdrawalLimitUsdt !== null) {
    const worth = new Decimal(amount).times(rates.usdOf(currency, clock.nowMs()));
    if (withdrawnUsdt(sandbox).plus(worth).gt(settings.withdrawalLimitUsdt)) {
      return {
        status: "EXCEEDING_LIMIT",
        message: `Withdrawals are limited to ${plain(settings.withdrawalLimitUsdt)} USDT in all. Ask for full access.`,
      };
    }
  }
  const available = balanceOf(store, balanceIdOf(payout));
  const total = plain(new Decimal(amount).plus(fee));
  const message = `Available: ${available} ${currency}. Needed: ${total} ${currency}. Top up your ${currency} wallet.`;
  if (new Decimal(available).lt(amount)) return { status: "NOT_ENOUGH_FUNDS", message };
  if (new Decimal(available).lt(total)) return { status: "NOT_ENOUGH_FUNDS_FOR_COMMISSION", message };
  return undefined;
}

/** Records an obstacle, once for each status, and emits the event. */
function recordObstacle({ store, emit }: Sandbox, payout: Payout, withdrawal: Withdrawal, obstacle: Obstacle): void {
  const { status, message } = obstacle;
  if (withdrawal.errors.some((error) => !error.errorResolved && error.status === status)) return;
  const error = { id: nextNumber(store, "withdrawal-error"), status, errorResolved: false, errorMessage: message };
  const resolved = withdrawal.errors.map((earlier) => ({ ...earlier, errorResolved: true }));
  const updated = store.withdrawals.update(withdrawal.id, { errors: [...resolved, error] });
  emit(payoutEvents.validationError(payout, updated, status, message));
}

/** Blocks a payout for a reason other than funds and limits. @throws EmulatorError 409 for a terminal payout. */
export function obstructPayout(sandbox: Sandbox, payout: Payout, obstacle: Obstacle): Payout {
  requireOpen(payout);
  for (const withdrawal of withdrawalsOf(sandbox, payout.id)) recordObstacle(sandbox, payout, withdrawal, obstacle);
  return sandbox.store.payouts.get(payout.id) as Payout;
}

/** Draws a withdrawal's amount and fee from the balance and sends it, or records its obstacle. */
export function sendWithdrawal(sandbox: Sandbox, payout: Payout, withdrawal: Withdrawal): void {
  const { store } = sandbox;
  const obstacle = findObstacle(sandbox, payout, withdrawal);
  if (obstacle) {
    recordObstacle(sandbox, payout, withdrawal, obstacle);
    return;
  }
  const transactionHash = randomTransactionHash(cryptoCurrencies.get(payout.currency)?.network ?? "ETHEREUM");
  addToBalance(store, balanceIdOf(payout), plain(new Decimal(withdrawal.amount).plus(withdrawal.fee).neg()));
  store.withdrawals.update(withdrawal.id, {
    state: "IN_PROGRESS",
    drawn: true,
    transactionHash,
    errors: withdrawal.errors.map((error) => ({ ...error, errorResolved: true })),
  });
  if (payout.walletAddress === null) return;
  store.walletTransactions.insert({
    id: randomUUID(),
    walletAddress: payout.walletAddress,
    opCode: "WITHDRAWAL",
    currency: payout.currency,
    amount: withdrawal.amount,
    serviceFee: withdrawal.fee,
    addressTo: withdrawal.depositAddress,
    transactionHash,
    createdAtMs: sandbox.clock.nowMs(),
  });
}
