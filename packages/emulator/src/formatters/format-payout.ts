import { company } from "../chain/company.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Payout, Withdrawal } from "../store/entities.ts";
import { apiDate } from "../wire/dates.ts";
import { sum } from "../wire/decimal.ts";
import { exactNumber } from "../wire/json.ts";

/** A payout's withdrawals, without those that another one takes the place of. */
const withdrawalsOf = (sandbox: Sandbox, payout: Payout): readonly Withdrawal[] =>
  sandbox.store.withdrawals.by("payoutId", payout.id).filter(({ replacedBy }) => !replacedBy);

function errorsOf(withdrawals: readonly Withdrawal[]): Record<string, unknown> | undefined {
  const failing = withdrawals.filter(({ errors }) => errors.length > 0);
  if (failing.length === 0) return undefined;
  return { withdrawalErrors: failing.map(({ id, errors }) => ({ withdrawalId: id, errors })) };
}

const dateOf = (atMs: number | null): string | undefined => (atMs === null ? undefined : apiDate(atMs));

/** The fields of a single payout, whatever it draws on. */
export function payoutFields(sandbox: Sandbox, payout: Payout): Record<string, unknown> {
  const withdrawals = withdrawalsOf(sandbox, payout);
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
    idempotencyKey: payout.idempotencyKey,
    errors: errorsOf(withdrawals),
    cancellation:
      payout.state === "CANCELED"
        ? { canceledByUserId: company.ownerId, cancelMessage: payout.cancelMessage ?? undefined }
        : undefined,
  };
}

/** A single payout as the Payout API returns it. */
export function formatPayout(sandbox: Sandbox, payout: Payout): Record<string, unknown> {
  return {
    ...payoutFields(sandbox, payout),
    executionDate: dateOf(payout.executeAtMs),
    belongingType: "EXTERNAL",
  };
}

/** The fields of a mass payout, whatever it draws on. */
export function massPayoutFields(sandbox: Sandbox, payout: Payout): Record<string, unknown> {
  const withdrawals = withdrawalsOf(sandbox, payout);
  return {
    id: payout.id,
    idempotencyKey: payout.idempotencyKey,
    companyId: company.id,
    account: sandbox.credentials.account,
    state: payout.state,
    comment: payout.comment ?? undefined,
    name: payout.name ?? undefined,
    currency: payout.currency,
    totalWithdrawalAmount: exactNumber(sum(withdrawals.map(({ amount }) => amount))),
    totalCalypsoFee: exactNumber(sum(withdrawals.map(({ fee }) => fee))),
    totalCalypsoFeePercentage: exactNumber(sandbox.settings.feePercent),
    errors: errorsOf(withdrawals),
  };
}

/** A mass payout as the Payout API returns it. */
export function formatMassPayout(sandbox: Sandbox, payout: Payout): Record<string, unknown> {
  return { ...massPayoutFields(sandbox, payout), executionDate: dateOf(payout.executeAtMs) };
}

/** The fields of a withdrawal, whatever it draws on. */
export function withdrawalFields(sandbox: Sandbox, withdrawal: Withdrawal): Record<string, unknown> {
  return {
    id: withdrawal.id,
    account: sandbox.credentials.account,
    amount: exactNumber(withdrawal.amount),
    currency: withdrawal.currency,
    state: withdrawal.state,
    calypsoFee: exactNumber(withdrawal.fee),
    transactionHash: withdrawal.transactionHash ?? undefined,
    depositAddress: withdrawal.depositAddress,
    comment: withdrawal.comment ?? undefined,
    createdDate: apiDate(withdrawal.createdAtMs),
    withdrawalErrors: withdrawal.errors,
  };
}

/** A withdrawal as the Payout API returns it. */
export function formatWithdrawal(sandbox: Sandbox, withdrawal: Withdrawal): Record<string, unknown> {
  return {
    ...withdrawalFields(sandbox, withdrawal),
    externalId: withdrawal.externalId ?? undefined,
    companyName: company.name,
    belongingType: "EXTERNAL",
  };
}
