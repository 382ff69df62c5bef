import type { Outcome } from "../payment/payment.ts";

/** Minimum time between two status requests, in milliseconds. The store caches its answer for as long. */
export const minPollMs = 3_000;

const minuteMs = 60_000;

/** Outcomes that change slowly, if at all. */
const slowMs: Partial<Record<Outcome, number>> = {
  held: 15_000,
  intervention: 15_000,
  overpaid: 10_000,
  expired: 30_000,
  unknown: 10_000,
};

const terminal: readonly Outcome[] = ["expired_partial", "late", "declined"];

/**
 * Time until the next status request, in milliseconds. Undefined once nothing more can change for the shopper.
 *
 * @param unchangedMs How long the outcome has been the same. Polling slows down while nothing happens.
 * @param failures Number of failed requests in a row.
 * @param orderPlaced Once paid, an existing order needs no further requests.
 */
export function pollInterval(
  outcome: Outcome,
  unchangedMs: number,
  failures: number,
  orderPlaced: boolean,
): number | undefined {
  if (failures > 0) return Math.min(minPollMs * 2 ** failures, 30_000);
  if (terminal.includes(outcome) || (orderPlaced && outcome === "settled")) return undefined;
  if (slowMs[outcome]) return slowMs[outcome];
  if (unchangedMs < 5 * minuteMs) return minPollMs;
  return unchangedMs < 20 * minuteMs ? 6_000 : 15_000;
}
