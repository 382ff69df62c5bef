import { randomUUID } from "node:crypto";
import type { Sandbox } from "../../sandbox.ts";
import type { Payout, Withdrawal } from "../../store/entities.ts";
import { nextNumber } from "../../store/store.ts";
import { payoutEvents } from "../../webhooks/payout-events.ts";
import { requireActive } from "../account/require-active.ts";
import { requireMinimum } from "../account/require-minimum.ts";
import { serviceFee } from "../service-fee.ts";
import { firstState, scheduleStep } from "./payout-state.ts";

export type NewWithdrawal = Pick<Withdrawal, "depositAddress" | "amount" | "comment" | "externalId">;

export type NewPayout = Omit<Payout, "id" | "state" | "createdAtMs" | "cancelMessage"> & {
  readonly withdrawals: readonly NewWithdrawal[];
};

/**
 * Creates a payout. A single payout starts as CONFIRMED; a mass payout becomes it once its rows exist.
 *
 * @throws EmulatorError 400 for an inactive currency, or an amount below the minimum.
 */
export function createPayout(sandbox: Sandbox, request: NewPayout): Payout {
  const { store, clock } = sandbox;
  const { withdrawals, ...fields } = request;
  requireActive(sandbox, fields.currency);
  for (const { amount } of withdrawals) requireMinimum(sandbox, fields.currency, amount);
  const nowMs = clock.nowMs();
  const payout = store.payouts.insert({
    ...fields,
    id: randomUUID(),
    state: fields.kind === "mass" ? "CREATION_IN_PROGRESS" : firstState(sandbox),
    createdAtMs: nowMs,
    cancelMessage: null,
  });
  for (const withdrawal of withdrawals) {
    store.withdrawals.insert({
      ...withdrawal,
      id: randomUUID(),
      number: nextNumber(store, "withdrawal"),
      payoutId: payout.id,
      currency: payout.currency,
      fee: serviceFee(sandbox, withdrawal.amount, payout.currency),
      state: "DRAFT",
      transactionHash: null,
      createdAtMs: nowMs,
      errors: [],
      replacedBy: null,
      drawn: false,
    });
  }
  if (payout.state === "CONFIRMED") sandbox.emit(payoutEvents.confirmed(payout));
  scheduleStep(sandbox, payout);
  return payout;
}
