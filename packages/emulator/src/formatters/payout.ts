import type { Sandbox } from "../sandbox.ts";
import type { Payout, Withdrawal } from "../store/entities.ts";
import { apiDate } from "../wire/dates.ts";
import { exactNumber } from "../wire/exact-json.ts";

const errorsOf = (withdrawals: readonly Withdrawal[]): Record<string, unknown> | undefined => {
  const failing = withdrawals.filter((withdrawal) => withdrawal.errors.length > 0);
  if (failing.length === 0) return undefined;
  return {
    withdrawalErrors: failing.map((withdrawal) => ({ withdrawalId: withdrawal.id, errors: withdrawal.errors })),
  };
};

/** A single payout as the Payout API answers it. */
export function formatPayout(sandbox: Sandbox, payout: Payout): Record<string, unknown> {
  const withdrawals = sandbox.store.withdrawals.by("payoutId", payout.id);
  const withdrawal = withdrawals[0] as Withdrawal;
  return {
    id: payout.id,
    account: sandbox.credentials.account,
    depositAddress: withdrawal.depositAddress,
    amount: exactNumber(withdrawal.amount),
    currency: payout.currency,
    calypsoFee: exactNumber(withdrawal.fee),
    calypsoFeePercentage: exactNumber(sandbox.settings.feePercent),
    state: payout.state,
    createdDate: apiDate(payout.createdAtMs),
    transactionHash: withdrawal.transactionHash ?? undefined,
    comment: payout.comment ?? undefined,
    executionDate: payout.executeAtMs === null ? undefined : apiDate(payout.executeAtMs),
    idempotencyKey: payout.idempotencyKey,
    errors: errorsOf(withdrawals),
    cancellation: payout.state === "CANCELED" ? { cancelMessage: payout.cancelMessage ?? undefined } : undefined,
    belongingType: "EXTERNAL",
  };
}
