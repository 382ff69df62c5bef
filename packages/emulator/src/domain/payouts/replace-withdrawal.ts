import { randomUUID } from "node:crypto";
import { cryptoCurrencies } from "../../chain/currencies.ts";
import { randomTransactionHash } from "../../chain/random-address.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { Withdrawal } from "../../store/entities.ts";
import { nextNumber } from "../../store/store.ts";
import { conflict } from "../emulator-error.ts";

/**
 * Another transaction takes the place of a withdrawal in progress, which becomes REPLACED. The documentation says no more:
 * `isVisible` adds the replacement to the payout as a row of its own; otherwise nothing shows where the money went.
 *
 * @throws EmulatorError 409 for a withdrawal in another state.
 */
export function replaceWithdrawal({ store, clock }: Sandbox, withdrawal: Withdrawal, isVisible = true): Withdrawal {
  if (withdrawal.state !== "IN_PROGRESS") throw conflict(`the withdrawal is ${withdrawal.state}`);
  if (!isVisible) return store.withdrawals.update(withdrawal.id, { state: "REPLACED" });
  const replacement = store.withdrawals.insert({
    ...withdrawal,
    id: randomUUID(),
    number: nextNumber(store, "withdrawal"),
    transactionHash: randomTransactionHash(cryptoCurrencies.get(withdrawal.currency)?.network ?? "ETHEREUM"),
    createdAtMs: clock.nowMs(),
  });
  return store.withdrawals.update(withdrawal.id, { state: "REPLACED", drawn: false, replacedBy: replacement.id });
}
