import type { Sandbox } from "../../sandbox.ts";
import type { Payout } from "../../store/entities.ts";
import { payoutEvents } from "../../webhooks/payout-events.ts";
import { conflict } from "../emulator-error.ts";
import { changePayoutState, isTerminal, requireOpen, scheduleStep, withdrawalsOf } from "./payout-state.ts";
import { sendWithdrawal } from "./send-withdrawal.ts";

const recheckMs = 60_000;

/** Takes a payout one state further, up to COMPLETED. Without funds it stays IN_PROGRESS and tries again every minute. */
export function stepPayout(sandbox: Sandbox, id: string): void {
  const payout = sandbox.store.payouts.get(id);
  if (!payout || isTerminal(payout)) return;
  const { settings, store } = sandbox;
  const scheduleNext = (next: Payout, waitMs = settings.payoutStepMs): void => {
    if (settings.autoPayouts) scheduleStep(sandbox, next, waitMs);
  };
  if (payout.state === "CREATION_IN_PROGRESS") {
    const confirmed = store.payouts.update(id, { state: "CONFIRMED" });
    sandbox.emit(payoutEvents.confirmed(confirmed));
    scheduleNext(confirmed);
    return;
  }
  if (payout.state !== "IN_PROGRESS") {
    const started = store.payouts.update(id, { state: "IN_PROGRESS" });
    for (const withdrawal of withdrawalsOf(sandbox, id)) sendWithdrawal(sandbox, started, withdrawal);
    changePayoutState(sandbox, started, "IN_PROGRESS");
    scheduleNext(started);
    return;
  }
  for (const withdrawal of withdrawalsOf(sandbox, id)) {
    if (withdrawal.state === "DRAFT") sendWithdrawal(sandbox, payout, withdrawal);
    else if (withdrawal.state === "IN_PROGRESS") store.withdrawals.update(withdrawal.id, { state: "COMPLETED" });
  }
  const states = withdrawalsOf(sandbox, id).map((withdrawal) => withdrawal.state);
  if (states.includes("DRAFT")) scheduleNext(payout, recheckMs);
  else if (states.includes("IN_PROGRESS")) scheduleNext(payout);
  else changePayoutState(sandbox, payout, states.includes("COMPLETED") ? "COMPLETED" : "FAILED");
}

/** Completes a payout at once. @throws EmulatorError 409 when it is terminal, or lacks funds. */
export function completePayout(sandbox: Sandbox, payout: Payout): Payout {
  requireOpen(payout);
  for (let step = 0; step < 5; step++) stepPayout(sandbox, payout.id);
  const now = sandbox.store.payouts.get(payout.id) as Payout;
  if (!isTerminal(now)) throw conflict(`the payout stays ${now.state}, its errors say why`);
  return now;
}
