import type { Store } from "../../store/store.ts";
import { Decimal, plain } from "../../wire/decimal.ts";

/** The account's initial balances, enough to try refunds at once. */
export const startBalances: Readonly<Record<string, string>> = {
  BTC: "0.5",
  ETH: "10",
  USDT: "5000",
  USDC: "5000",
  USDT_TRX: "5000",
  TRX: "20000",
  BNB: "10",
  POL: "10000",
  LTC: "50",
  TON: "1000",
};

export function balanceOf(store: Store, id: string): string {
  return store.balances.get(id)?.amount ?? "0";
}

/** Adds to a balance; a negative amount draws from it. */
export function addToBalance(store: Store, id: string, amount: string): void {
  const total = plain(new Decimal(balanceOf(store, id)).plus(amount));
  if (store.balances.get(id)) store.balances.update(id, { amount: total });
  else store.balances.insert({ id, amount: total });
}
