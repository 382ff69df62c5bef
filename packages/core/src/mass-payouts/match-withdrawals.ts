import * as decimal from "../money/decimal.ts";
import type { MassPayoutRow } from "../operations/payouts/mass-payout-schemas.ts";
import type { Withdrawal } from "../operations/payouts/payout-schemas.ts";

export interface MatchedRow {
  row: MassPayoutRow;
  /** `undefined` while Calypso has not made it yet. */
  withdrawal: Withdrawal | undefined;
}

/**
 * Finds each row's withdrawal, each withdrawal once: by the merchant's own id where both have one, else by address,
 * amount and comment. Equal rows are interchangeable, so it does not matter which of them gets which.
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
  // Hex addresses come back in another case; others are case-sensitive.
  const address = depositAddress.startsWith("0x") ? depositAddress.toLowerCase() : depositAddress;
  return JSON.stringify([address, decimal.normalize(amount), comment]);
}
