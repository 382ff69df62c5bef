import * as decimal from "../money/decimal.ts";
import type { MassPayoutRow } from "../operations/payouts/mass-payout-schemas.ts";
import type { Withdrawal } from "../operations/payouts/payout-schemas.ts";

export interface MatchedRow {
  row: MassPayoutRow;
  /** `undefined` until Calypso has created it. */
  withdrawal: Withdrawal | undefined;
}

/**
 * Finds each row's withdrawal, using each withdrawal once: by the merchant's own id if both have one, else by address,
 * amount and comment. Equal rows are interchangeable, so either may get either's withdrawal.
 *
 * @example
 * const matched = matchWithdrawals(request.massAddresses, withdrawals);
 * const unpaid = matched.filter(({ withdrawal }) => withdrawal?.state !== "COMPLETED");
 */
export function matchWithdrawals(rows: readonly MassPayoutRow[], withdrawals: readonly Withdrawal[]): MatchedRow[] {
  const free = new Map<string, Withdrawal[]>();
  for (const withdrawal of withdrawals) {
    const key = keyOf(withdrawal);
    free.set(key, [...(free.get(key) ?? []), withdrawal]);
  }
  return rows.map((row) => ({ row, withdrawal: free.get(keyOf(row))?.shift() }));
}

function keyOf({
  externalId,
  depositAddress = "",
  amount,
  comment = "",
}: Partial<Withdrawal> & { amount: string }): string {
  if (externalId !== undefined) return JSON.stringify([externalId]);
  // Calypso returns hex addresses in another case; other addresses are case-sensitive.
  const address = depositAddress.startsWith("0x") ? depositAddress.toLowerCase() : depositAddress;
  return JSON.stringify([address, decimal.normalize(amount), comment]);
}
