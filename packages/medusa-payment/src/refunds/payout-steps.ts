import { channel } from "node:diagnostics_channel";

/** The steps of paying a refund out, in order. A process may end between any two of them. */
export const payoutSteps = ["opened", "sending", "sent"] as const;

const steps = channel("calypso:payout");

/** Tells whoever listens on the diagnostics channel `calypso:payout` how far a payout is: for tracing and crash tests. */
export function reachedPayout(step: (typeof payoutSteps)[number], refund_id: string): void {
  if (steps.hasSubscribers) steps.publish({ step, refund_id });
}
