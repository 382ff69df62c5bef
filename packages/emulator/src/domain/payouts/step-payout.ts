import type { Sandbox } from "../../sandbox.ts";
import type { Payout, PayoutState, WithdrawalState } from "../../store/entities.ts";
import { payoutEvents } from "../../webhooks/payout-events.ts";
import { conflict } from "../emulator-error.ts";
import { changePayoutState, firstState, isTerminal, requireOpen, scheduleStep, withdrawalsOf } from "./payout-state.ts";
import { sendWithdrawal } from "./send-withdrawal.ts";

const recheckMs = 60_000;

/** The end of a payout whose rows have all ended (guide "Get data about payout state"; only REPLACED rows are a guess). */
function endState(rows: readonly WithdrawalState[]): PayoutState {
  if (rows.includes("COMPLETED")) return "COMPLETED";
  if (rows.includes("FAILED")) return "FAILED";
  return rows.includes("CANCELED") ? "CANCELED" : "COMPLETED";
}

function reachConfirmed(sandbox: Sandbox, payout: Payout, state: PayoutState): Payout {
  const reached = sandbox.store.payouts.update(payout.id, { state });
  if (state === "CONFIRMED") sandbox.emit(payoutEvents.confirmed(reached));
  scheduleStep(sandbox, reached);
  return reached;
}

/** Confirms a payout that awaits it. @throws EmulatorError 409 for a payout in another state. */
export function confirmPayout(sandbox: Sandbox, payout: Payout): Payout {
  if (payout.state !== "PENDING_CONFIRMATION") throw conflict(`the payout is ${payout.state}`);
  return reachConfirmed(sandbox, payout, "CONFIRMED");
}

/** Takes a payout one state further, up to its end. Without funds it stays IN_PROGRESS and tries again every minute. */
export function stepPayout(sandbox: Sandbox, id: string): void {
  const { store } = sandbox;
  const payout = store.payouts.get(id);
  if (!payout || isTerminal(payout)) return;
  if (payout.state === "CREATION_IN_PROGRESS") reachConfirmed(sandbox, payout, firstState(sandbox));
  else if (payout.state === "PENDING_CONFIRMATION") confirmPayout(sandbox, payout);
  else if (payout.state === "CONFIRMED") {
    const started = store.payouts.update(id, { state: "IN_PROGRESS" });
    const drafts = withdrawalsOf(sandbox, id).filter(({ state }) => state === "DRAFT");
    for (const withdrawal of drafts) sendWithdrawal(sandbox, started, withdrawal);
    changePayoutState(sandbox, started, "IN_PROGRESS");
    scheduleStep(sandbox, started);
  } else {
    for (const withdrawal of withdrawalsOf(sandbox, id)) {
      if (withdrawal.state === "DRAFT") sendWithdrawal(sandbox, payout, withdrawal);
      else if (withdrawal.state === "IN_PROGRESS") store.withdrawals.update(withdrawal.id, { state: "COMPLETED" });
    }
    const rows = withdrawalsOf(sandbox, id).map((withdrawal) => withdrawal.state);
    if (rows.includes("DRAFT")) scheduleStep(sandbox, payout, recheckMs);
    else if (rows.includes("IN_PROGRESS")) scheduleStep(sandbox, payout);
    else changePayoutState(sandbox, payout, endState(rows));
  }
}

/** Completes a payout at once. @throws EmulatorError 409 when it is terminal, or lacks funds. */
export function completePayout(sandbox: Sandbox, payout: Payout): Payout {
  requireOpen(payout);
  for (let step = 0; step < 6; step++) stepPayout(sandbox, payout.id);
  const now = sandbox.store.payouts.get(payout.id) as Payout;
  if (!isTerminal(now)) throw conflict(`the payout stays ${now.state}, its errors say why`);
  return now;
}
