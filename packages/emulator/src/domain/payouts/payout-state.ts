import { after, type Sandbox } from "../../sandbox.ts";
import type { Payout, PayoutState, Withdrawal } from "../../store/entities.ts";
import { payoutEvents } from "../../webhooks/payout-events.ts";
import { conflict } from "../emulator-error.ts";

const terminalStates: ReadonlySet<PayoutState> = new Set(["COMPLETED", "FAILED", "CANCELED"]);

export function isTerminal({ state }: Payout): boolean {
  return terminalStates.has(state);
}

/** @throws EmulatorError 409 for a payout in a terminal state. */
export function requireOpen(payout: Payout): void {
  if (isTerminal(payout)) throw conflict(`the payout is ${payout.state}`);
}

export function withdrawalsOf(sandbox: Sandbox, payoutId: string): readonly Withdrawal[] {
  return sandbox.store.withdrawals.by("payoutId", payoutId);
}

/** Id of the balance that a payout draws on. */
export function balanceIdOf({ walletAddress, currency }: Payout): string {
  return walletAddress === null ? currency : `${walletAddress}/${currency}`;
}

/** The state of a payout whose rows exist. */
export function firstState({ settings }: Sandbox): PayoutState {
  return settings.confirmPayouts ? "PENDING_CONFIRMATION" : "CONFIRMED";
}

/** Schedules the payout's next step, not before its execution date. One that awaits its confirmation has none. */
export function scheduleStep(sandbox: Sandbox, payout: Payout, delayMs = sandbox.settings.payoutStepMs): void {
  if (!sandbox.settings.autoPayouts || payout.state === "PENDING_CONFIRMATION") return;
  const startsAtMs = payout.state === "CREATION_IN_PROGRESS" ? 0 : (payout.executeAtMs ?? 0);
  sandbox.scheduler.cancel("payout.step", payout.id);
  sandbox.scheduler.at("payout.step", payout.id, Math.max(after(sandbox, delayMs), startsAtMs));
}

/** Moves a payout to a state and emits the event. */
export function changePayoutState(
  sandbox: Sandbox,
  payout: Payout,
  state: PayoutState,
  cancelMessage?: string | null,
): Payout {
  const changed = sandbox.store.payouts.update(payout.id, { state, cancelMessage: cancelMessage ?? null });
  const hash = payout.kind === "single" ? (withdrawalsOf(sandbox, payout.id)[0]?.transactionHash ?? null) : null;
  if (isTerminal(changed)) sandbox.scheduler.cancel("payout.step", payout.id);
  sandbox.emit(payoutEvents.changedState(changed, hash));
  return changed;
}
