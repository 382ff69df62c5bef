import { unknownObject } from "../../domain/emulator-error.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { Withdrawal, WithdrawalState } from "../../store/entities.ts";

interface WithdrawalFilter {
  readonly stateNames: readonly WithdrawalState[];
  readonly dealId?: string | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly externalId?: string | undefined;
}

const isSettlement = (sandbox: Sandbox, { payoutId }: Withdrawal): boolean =>
  (sandbox.store.payouts.get(payoutId)?.walletAddress ?? null) !== null;

/** The withdrawals of one payout, or of all, in some states. @throws EmulatorError 400 when there is no such payout. */
export function withdrawalsIn(sandbox: Sandbox, settlement: boolean, filter: WithdrawalFilter): readonly Withdrawal[] {
  const { store } = sandbox;
  const { dealId, idempotencyKey, externalId, stateNames } = filter;
  const payout = dealId
    ? store.payouts.get(dealId)
    : idempotencyKey && store.payouts.by("idempotencyKey", idempotencyKey)[0];
  if ((dealId || idempotencyKey) && !payout) throw unknownObject("payout", "payout");
  const all = payout ? store.withdrawals.by("payoutId", payout.id) : store.withdrawals.all();
  return all
    .filter((withdrawal) => isSettlement(sandbox, withdrawal) === settlement)
    .filter((withdrawal) => externalId === undefined || withdrawal.externalId === externalId)
    .filter(({ state }) => stateNames.length === 0 || stateNames.includes(state));
}

/** @throws EmulatorError 400 when there is no such withdrawal. */
export function requestedWithdrawal(sandbox: Sandbox, settlement: boolean, id: string): Withdrawal {
  const withdrawal = sandbox.store.withdrawals.get(id);
  if (!withdrawal || isSettlement(sandbox, withdrawal) !== settlement) {
    throw unknownObject("withdrawal", "withdrawal");
  }
  return withdrawal;
}
