import type { Sandbox } from "../../sandbox.ts";
import type { Payout, PayoutState, Withdrawal } from "../../store/entities.ts";
import { Decimal, plain } from "../../wire/decimal.ts";
import { addToBalance } from "../account/balances.ts";
import { badRequest, conflict } from "../emulator-error.ts";
import { balanceIdOf, changePayoutState, requireOpen, withdrawalsOf } from "./payout-state.ts";

const cancellable: ReadonlySet<PayoutState> = new Set(["CREATION_IN_PROGRESS", "PENDING_CONFIRMATION", "CONFIRMED"]);

const isOpen = ({ state }: Withdrawal): boolean => state === "DRAFT" || state === "IN_PROGRESS";

/** Ends a withdrawal without success; what was drawn returns to the balance. */
function endWithdrawal(sandbox: Sandbox, withdrawal: Withdrawal, state: "FAILED" | "CANCELED"): Withdrawal {
  const { store } = sandbox;
  const payout = store.payouts.get(withdrawal.payoutId) as Payout;
  if (withdrawal.drawn) {
    addToBalance(store, balanceIdOf(payout), plain(new Decimal(withdrawal.amount).plus(withdrawal.fee)));
  }
  return store.withdrawals.update(withdrawal.id, { state, drawn: false, transactionHash: null });
}

function endPayout(sandbox: Sandbox, payout: Payout, state: "FAILED" | "CANCELED", message?: string | null): Payout {
  for (const withdrawal of withdrawalsOf(sandbox, payout.id)) {
    if (isOpen(withdrawal)) endWithdrawal(sandbox, withdrawal, state);
  }
  return changePayoutState(sandbox, payout, state, message);
}

/** Fails a payout; what was drawn returns to the balance. @throws EmulatorError 409 for a terminal payout. */
export function failPayout(sandbox: Sandbox, payout: Payout): Payout {
  requireOpen(payout);
  return endPayout(sandbox, payout, "FAILED");
}

/** Fails or cancels one withdrawal and leaves the payout's others. @throws EmulatorError 409 for a terminal one. */
export function failWithdrawal(
  sandbox: Sandbox,
  withdrawal: Withdrawal,
  state: "FAILED" | "CANCELED" = "FAILED",
): Withdrawal {
  if (!isOpen(withdrawal)) throw conflict(`the withdrawal is ${withdrawal.state}`);
  return endWithdrawal(sandbox, withdrawal, state);
}

/** Cancels a payout. @throws EmulatorError 400 once it is being processed. */
export function cancelPayout(sandbox: Sandbox, payout: Payout, message: string | null): Payout {
  if (!cancellable.has(payout.state)) throw badRequest(`payout is ${payout.state} and can no longer be cancelled`);
  return endPayout(sandbox, payout, "CANCELED", message);
}
