import type { PayoutState, WithdrawalState } from "../operations/payouts/payout-schemas.ts";
import type { StateRow } from "./state-end.ts";

/** `in_progress` may still become any of the others, which are final. */
export type PayoutOutcomeName = "in_progress" | "completed" | "failed" | "canceled";

/** `replaced`: another transaction took its place. It is final, and no reason to pay again. */
export type WithdrawalOutcomeName = "in_progress" | "completed" | "failed" | "canceled" | "replaced";

/** Each state of a payout; also of a mass payout as a whole, whose rows have {@link withdrawalStateTable}. */
export const payoutStateTable: Readonly<Record<PayoutState, StateRow<PayoutOutcomeName>>> = {
  CREATION_IN_PROGRESS: {
    outcome: "in_progress",
    means: "Calypso creates the payout.",
    ends: [{ by: "calypso", how: "Creates it." }],
  },
  PENDING_CONFIRMATION: {
    outcome: "in_progress",
    means: "The payout waits for confirmation in Calypso's dashboard.",
    ends: [{ by: "admin", how: "Confirm or cancel it in Calypso's dashboard." }],
  },
  CONFIRMED: {
    outcome: "in_progress",
    means: "The payout is confirmed and waits to be sent.",
    ends: [{ by: "calypso", how: "Sends it." }],
  },
  IN_PROGRESS: {
    outcome: "in_progress",
    means: "The payout is being sent, or waits for funds or a limit: its errors say which.",
    ends: [
      { by: "calypso", how: "Sends it." },
      { by: "admin", how: "Top up the balance, or have the limit raised." },
    ],
  },
  COMPLETED: {
    outcome: "completed",
    means: "The money was sent, and the network confirmed it.",
    ends: [{ by: "nobody", how: "The refund is completed." }],
  },
  FAILED: {
    outcome: "failed",
    means: "Nothing was sent.",
    ends: [{ by: "admin", how: "Retry with a new payout, or cancel the refund." }],
  },
  CANCELED: {
    outcome: "canceled",
    means: "Nothing was sent: the payout was cancelled at Calypso.",
    ends: [{ by: "admin", how: "Retry with a new payout, or cancel the refund." }],
  },
};

/** Each state of a withdrawal: one row of a mass payout. */
export const withdrawalStateTable: Readonly<Record<WithdrawalState, StateRow<WithdrawalOutcomeName>>> = {
  DRAFT: {
    outcome: "in_progress",
    means: "The row isn't being sent yet.",
    ends: [{ by: "calypso", how: "Sends it once the payout is confirmed." }],
  },
  IN_PROGRESS: {
    outcome: "in_progress",
    means: "The row is being sent.",
    ends: [{ by: "calypso", how: "Completes it, or fails it." }],
  },
  COMPLETED: {
    outcome: "completed",
    means: "The row's money was sent, and the network confirmed it.",
    ends: [{ by: "nobody", how: "The refund is completed." }],
  },
  REPLACED: {
    outcome: "replaced",
    means: "Another row of the same payout took its place.",
    ends: [
      { by: "job", how: "Looks for the replacement, and goes by its state." },
      { by: "admin", how: "Where there is none, look it up in Calypso's dashboard." },
    ],
  },
  FAILED: {
    outcome: "failed",
    means: "The row's money was not sent.",
    ends: [{ by: "admin", how: "Retry with a new payout, or cancel the refund." }],
  },
  CANCELED: {
    outcome: "canceled",
    means: "The row's money was not sent: it was cancelled at Calypso.",
    ends: [{ by: "admin", how: "Retry with a new payout, or cancel the refund." }],
  },
};
