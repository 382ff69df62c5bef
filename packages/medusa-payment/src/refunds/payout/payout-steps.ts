import { channel } from "node:diagnostics_channel";

/** The steps of paying a refund out, or taking it back, in order. A process may end between any two of them. */
export const payoutSteps = [
  /** The request's row is written, Medusa's books don't have it. */
  "requested",
  /** Medusa's books have it, the ledger hasn't heard. */
  "booked",
  /** Amount, balance and limits are known, the attempt's row isn't written. */
  "opening",
  /** The attempt's row is written. */
  "opened",
  /** It is noted that nobody knows; the vendor isn't asked yet. */
  "sending",
  /** The vendor has answered, the answer isn't written. */
  "sent",
  /** The answer is written, its event isn't out. */
  "recorded",
  /** Taking the refund back has begun, Medusa's books still have it. */
  "reversing",
  /** Medusa's books don't have it any more, the ledger still has. */
  "unbooked",
] as const;

const steps = channel("calypso:payout");

/** Tells whoever listens on the diagnostics channel `calypso:payout` how far a payout is: for tracing and crash tests. */
export function reachedPayout(step: (typeof payoutSteps)[number], id: string): void {
  if (steps.hasSubscribers) steps.publish({ step, id });
}
