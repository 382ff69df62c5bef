import { randomUUID } from "node:crypto";
import { cryptoCurrencies } from "../chain/currencies.ts";
import { newTransactionHash } from "../chain/made-up.ts";
import { after, type Sandbox } from "../sandbox.ts";
import type { Payout, PayoutState, Withdrawal } from "../store/entities.ts";
import { nextNumber } from "../store/store.ts";
import { display, payoutEvents } from "../webhooks/events.ts";
import { Decimal, plain } from "../wire/decimal.ts";
import { addToBalance, balanceOf } from "./balances.ts";
import { badRequest, conflict } from "./emulator-error.ts";
import { serviceFee } from "./fee.ts";

export interface NewTransfer {
  readonly depositAddress: string;
  readonly amount: string;
  readonly comment: string | null;
  readonly externalId: string | null;
}

export interface NewPayout {
  readonly kind: Payout["kind"];
  readonly currency: string;
  readonly name: string | null;
  readonly comment: string | null;
  readonly executeAtMs: number | null;
  readonly idempotencyKey: string;
  readonly externalId: string | null;
  readonly walletAddress: string | null;
  readonly requestDigest: string;
  readonly transfers: readonly NewTransfer[];
}

const recheckMs = 60_000;
const cancellable: ReadonlySet<PayoutState> = new Set(["CREATION_IN_PROGRESS", "PENDING_CONFIRMATION", "CONFIRMED"]);
const ended: ReadonlySet<PayoutState> = new Set(["COMPLETED", "FAILED", "CANCELED"]);

export function withdrawalsOf(sandbox: Sandbox, payoutId: string): readonly Withdrawal[] {
  return sandbox.store.withdrawals.by("payoutId", payoutId);
}

/** Creates a payout. Through the API a single one is CONFIRMED from the start, a mass payout once its rows are made. */
export function createPayout(sandbox: Sandbox, request: NewPayout): Payout {
  const { store, clock, settings } = sandbox;
  const { transfers, ...fields } = request;
  const nowMs = clock.nowMs();
  const payout = store.payouts.insert({
    ...fields,
    id: randomUUID(),
    state: fields.kind === "mass" ? "CREATION_IN_PROGRESS" : "CONFIRMED",
    createdAtMs: nowMs,
    cancelMessage: null,
  });
  for (const transfer of transfers) {
    store.withdrawals.insert({
      ...transfer,
      id: randomUUID(),
      number: nextNumber(store, "withdrawal"),
      payoutId: payout.id,
      currency: payout.currency,
      fee: serviceFee(sandbox, transfer.amount, payout.currency),
      state: "DRAFT",
      transactionHash: null,
      createdAtMs: nowMs,
      errors: [],
      drawn: false,
    });
  }
  if (payout.state === "CONFIRMED") sandbox.emit(payoutEvents.confirmed(payout));
  if (settings.autoPayouts) planStep(sandbox, payout, settings.payoutStepMs);
  return payout;
}

function planStep(sandbox: Sandbox, payout: Payout, waitMs: number): void {
  const startsAtMs = payout.state === "CREATION_IN_PROGRESS" ? 0 : (payout.executeAtMs ?? 0);
  const dueAtMs = Math.max(after(sandbox, waitMs), startsAtMs);
  sandbox.scheduler.cancel("payout.step", payout.id);
  sandbox.scheduler.at("payout.step", payout.id, dueAtMs);
}

function moveTo(sandbox: Sandbox, payout: Payout, state: PayoutState, cancelMessage: string | null = null): Payout {
  const moved = sandbox.store.payouts.update(payout.id, { state, cancelMessage });
  const hash = payout.kind === "single" ? (withdrawalsOf(sandbox, payout.id)[0]?.transactionHash ?? null) : null;
  if (ended.has(state)) sandbox.scheduler.cancel("payout.step", payout.id);
  sandbox.emit(payoutEvents.changedState(moved, hash));
  return moved;
}

/** The balance that a payout draws on. */
function purse(payout: Payout): string {
  return payout.walletAddress === null ? payout.currency : `${payout.walletAddress}/${payout.currency}`;
}

/** What was withdrawn in all, in USDT as of now. */
export function withdrawnUsdt(sandbox: Sandbox): Decimal {
  const nowMs = sandbox.clock.nowMs();
  return sandbox.store.withdrawals
    .all()
    .filter((withdrawal) => withdrawal.drawn)
    .reduce(
      (total, withdrawal) =>
        total.plus(new Decimal(withdrawal.amount).times(sandbox.rates.usdOf(withdrawal.currency, nowMs))),
      new Decimal(0),
    );
}

/** Why a transfer can't be sent now, or undefined. */
function obstacle(
  sandbox: Sandbox,
  payout: Payout,
  withdrawal: Withdrawal,
): { status: string; message: string } | undefined {
  const { store, settings, rates, clock } = sandbox;
  const { amount, fee, currency } = withdrawal;
  if (settings.withdrawalLimitUsdt !== null) {
    const worth = new Decimal(amount).times(rates.usdOf(currency, clock.nowMs()));
    if (withdrawnUsdt(sandbox).plus(worth).gt(settings.withdrawalLimitUsdt)) {
      return {
        status: "EXCEEDING_LIMIT",
        message: `Withdrawals are limited to ${display(settings.withdrawalLimitUsdt, "USDT")} in all. Ask for full access.`,
      };
    }
  }
  const available = balanceOf(store, purse(payout));
  const short = (needed: string, status: string) => ({
    status,
    message: `Available: ${display(available, currency)}. Needed: ${display(needed, currency)}. Top up your ${currency} wallet.`,
  });
  const total = plain(new Decimal(amount).plus(fee));
  if (new Decimal(available).lt(amount)) return short(total, "NOT_ENOUGH_FUNDS");
  if (new Decimal(available).lt(total)) return short(total, "NOT_ENOUGH_FUNDS_FOR_COMMISSION");
  return undefined;
}

/** Records why a transfer can't be sent, once for each reason. */
function report(
  { store, emit }: Sandbox,
  payout: Payout,
  withdrawal: Withdrawal,
  { status, message }: { status: string; message: string },
): void {
  if (withdrawal.errors.some((error) => !error.errorResolved && error.status === status)) return;
  const error = { id: nextNumber(store, "withdrawal-error"), status, errorResolved: false, errorMessage: message };
  const resolved = withdrawal.errors.map((earlier) => ({ ...earlier, errorResolved: true }));
  const updated = store.withdrawals.update(withdrawal.id, { errors: [...resolved, error] });
  emit(payoutEvents.validationError(payout, updated, status, message));
}

/** Something other than funds and limits keeps a payout from being sent. @throws EmulatorError 409 when it has ended. */
export function obstructPayout(sandbox: Sandbox, payout: Payout, status: string, message: string): Payout {
  if (ended.has(payout.state)) throw conflict(`the payout is ${payout.state}`);
  for (const withdrawal of withdrawalsOf(sandbox, payout.id)) report(sandbox, payout, withdrawal, { status, message });
  return sandbox.store.payouts.get(payout.id) as Payout;
}

/** Draws a transfer's amount and fee from the balance and sends it, or records why it can't be. */
function send(sandbox: Sandbox, payout: Payout, withdrawal: Withdrawal): void {
  const { store } = sandbox;
  const problem = obstacle(sandbox, payout, withdrawal);
  if (problem) {
    report(sandbox, payout, withdrawal, problem);
    return;
  }
  const transactionHash = newTransactionHash(cryptoCurrencies.get(payout.currency)?.network ?? "ETHEREUM");
  addToBalance(store, purse(payout), plain(new Decimal(withdrawal.amount).plus(withdrawal.fee).neg()));
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

/** Takes a payout one state further, up to COMPLETED. Without funds it stays IN_PROGRESS and asks again. */
export function stepPayout(sandbox: Sandbox, id: string): void {
  const payout = sandbox.store.payouts.get(id);
  if (!payout || ended.has(payout.state)) return;
  const { settings, store } = sandbox;
  if (payout.state === "CREATION_IN_PROGRESS") {
    const confirmed = store.payouts.update(id, { state: "CONFIRMED" });
    sandbox.emit(payoutEvents.confirmed(confirmed));
    if (settings.autoPayouts) planStep(sandbox, confirmed, settings.payoutStepMs);
    return;
  }
  if (payout.state !== "IN_PROGRESS") {
    const begun = store.payouts.update(id, { state: "IN_PROGRESS" });
    for (const withdrawal of withdrawalsOf(sandbox, id)) send(sandbox, begun, withdrawal);
    moveTo(sandbox, begun, "IN_PROGRESS");
    if (settings.autoPayouts) planStep(sandbox, begun, settings.payoutStepMs);
    return;
  }
  for (const withdrawal of withdrawalsOf(sandbox, id)) {
    if (withdrawal.state === "DRAFT") send(sandbox, payout, withdrawal);
    else if (withdrawal.state === "IN_PROGRESS") store.withdrawals.update(withdrawal.id, { state: "COMPLETED" });
  }
  const states = withdrawalsOf(sandbox, id).map((withdrawal) => withdrawal.state);
  if (states.includes("DRAFT")) {
    if (settings.autoPayouts) planStep(sandbox, payout, recheckMs);
  } else if (states.includes("IN_PROGRESS")) {
    if (settings.autoPayouts) planStep(sandbox, payout, settings.payoutStepMs);
  } else moveTo(sandbox, payout, states.includes("COMPLETED") ? "COMPLETED" : "FAILED");
}

/** Takes a payout to its good end at once. @throws EmulatorError 409 when it has ended, or can't for lack of funds. */
export function completePayout(sandbox: Sandbox, payout: Payout): Payout {
  if (ended.has(payout.state)) throw conflict(`the payout is ${payout.state}`);
  for (let step = 0; step < 5; step++) stepPayout(sandbox, payout.id);
  const now = sandbox.store.payouts.get(payout.id) as Payout;
  if (!ended.has(now.state)) throw conflict(`the payout stays ${now.state}, its errors say why`);
  return now;
}

/** Something goes wrong at the vendor: what was drawn comes back. @throws EmulatorError 409 when it has ended. */
export function failPayout(sandbox: Sandbox, payout: Payout): Payout {
  if (ended.has(payout.state)) throw conflict(`the payout is ${payout.state}`);
  endWithdrawals(sandbox, payout, "FAILED");
  return moveTo(sandbox, payout, "FAILED");
}

const isOver = ({ state }: Withdrawal): boolean => state === "COMPLETED" || state === "FAILED" || state === "CANCELED";

function endWithdrawal(
  { store }: Sandbox,
  payout: Payout,
  withdrawal: Withdrawal,
  state: "FAILED" | "CANCELED",
): Withdrawal {
  if (withdrawal.drawn) addToBalance(store, purse(payout), plain(new Decimal(withdrawal.amount).plus(withdrawal.fee)));
  return store.withdrawals.update(withdrawal.id, { state, drawn: false, transactionHash: null });
}

function endWithdrawals(sandbox: Sandbox, payout: Payout, state: "FAILED" | "CANCELED"): void {
  for (const withdrawal of withdrawalsOf(sandbox, payout.id)) {
    if (!isOver(withdrawal)) endWithdrawal(sandbox, payout, withdrawal, state);
  }
}

/** One transfer of a payout goes wrong, the others go on. @throws EmulatorError 409 when it has ended. */
export function failWithdrawal(sandbox: Sandbox, withdrawal: Withdrawal): Withdrawal {
  if (isOver(withdrawal)) throw conflict(`the withdrawal is ${withdrawal.state}`);
  const payout = sandbox.store.payouts.get(withdrawal.payoutId) as Payout;
  return endWithdrawal(sandbox, payout, withdrawal, "FAILED");
}

/** Cancels a payout that isn't being processed yet. @throws EmulatorError 400 when it is too late. */
export function cancelPayout(sandbox: Sandbox, payout: Payout, message: string | null): Payout {
  if (!cancellable.has(payout.state)) {
    throw badRequest(`payout is ${payout.state} and can't be cancelled any more`);
  }
  endWithdrawals(sandbox, payout, "CANCELED");
  return moveTo(sandbox, payout, "CANCELED", message);
}
