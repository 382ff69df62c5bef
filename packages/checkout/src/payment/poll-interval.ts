import type { Outcome } from "./payment.ts";

/** Least time between two status requests, in milliseconds. The shop caches its answer for as long. */
export const minPollMs = 3_000;

const minute = 60_000;

/** Waiting gets slower the longer nothing happens; the rest is over, or in others' hands. */
const slow: Partial<Record<Outcome, number>> = {
  held: 15_000,
  overpaid: 10_000,
  expired: 30_000,
  unknown: 10_000,
};

/** Nothing more is going to change what the shopper sees. */
const final: readonly Outcome[] = ["late", "declined"];

/**
 * How long to wait before the next status request, in milliseconds; undefined when there is nothing more to learn.
 *
 * @param unchangedMs How long the outcome has been the same.
 * @param failures How many requests in a row have failed.
 * @param orderPlaced A paid order needs no more news.
 */
export function pollInterval(
  outcome: Outcome,
  unchangedMs: number,
  failures: number,
  orderPlaced: boolean,
): number | undefined {
  if (failures > 0) return Math.min(minPollMs * 2 ** failures, 30_000);
  if (final.includes(outcome) || (orderPlaced && outcome === "settled")) return undefined;
  if (slow[outcome]) return slow[outcome];
  if (unchangedMs < 5 * minute) return minPollMs;
  return unchangedMs < 20 * minute ? 6_000 : 15_000;
}
