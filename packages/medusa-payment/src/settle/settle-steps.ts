import { channel } from "node:diagnostics_channel";

/** The steps of settling, in order. A process may end between any two of them. */
export const settleSteps = [
  "started",
  "read",
  "loaded",
  "accepting",
  "accepted",
  "completing",
  "completed",
  "capturing",
  "captured",
  "booked",
] as const;
export type SettleStep = (typeof settleSteps)[number];

const steps = channel("calypso:settle");

/** Publishes a step on the diagnostics channel `calypso:settle`, for tracing and crash tests. */
export function reached(step: SettleStep, paymentId: string): void {
  if (steps.hasSubscribers) steps.publish({ step, payment_id: paymentId });
}
