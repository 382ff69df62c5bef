import { randomUUID } from "node:crypto";
import type { Sandbox } from "../../sandbox.ts";
import type { Payout, Withdrawal } from "../../store/entities.ts";
import { nextNumber } from "../../store/store.ts";
import { payoutEvents } from "../../webhooks/payout-events.ts";
import { serviceFee } from "../service-fee.ts";
import { scheduleStep } from "./payout-state.ts";

export type NewWithdrawal = Pick<Withdrawal, "depositAddress" | "amount" | "comment" | "externalId">;

export type NewPayout = Omit<Payout, "id" | "state" | "createdAtMs" | "cancelMessage"> & {
  readonly withdrawals: readonly NewWithdrawal[];
};

/** Creates a payout. A single payout starts as CONFIRMED; a mass payout becomes it once its rows exist. */
export function createPayout(sandbox: Sandbox, request: NewPayout): Payout {
  const { store, clock, settings } = sandbox;
  const { withdrawals, ...fields } = request;
  const nowMs = clock.nowMs();
  const payout = store.payouts.insert({
    ...fields,
    id: randomUUID(),
    state: fields.kind === "mass" ? "CREATION_IN_PROGRESS" : "CONFIRMED",
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
      drawn: false,
    });
  }
  if (payout.state === "CONFIRMED") sandbox.emit(payoutEvents.confirmed(payout));
  if (settings.autoPayouts) scheduleStep(sandbox, payout, settings.payoutStepMs);
  return payout;
}
