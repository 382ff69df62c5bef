import { parseRetryAfter } from "@calypso-commerce/core";

const FIRST_DELAY_MS = 5_000;
const MAX_DELAY_MS = 6 * 3_600_000;
const JITTER = 0.2;

/**
 * Delay after the `failures`-th failed attempt (from 1), in milliseconds: 5 s, doubled each time up to 6 h, with 20%
 * jitter so that events that failed together are not retried together.
 */
export function retryDelayMs(failures: number, random: () => number = Math.random): number {
  const delayMs = Math.min(FIRST_DELAY_MS * 2 ** Math.min(failures - 1, 30), MAX_DELAY_MS);
  return Math.round(Math.min(delayMs * (1 - JITTER + 2 * JITTER * random()), MAX_DELAY_MS));
}

/** Without it, a store that asks for no delay would get the same event in an endless loop. */
const MIN_ASKED_DELAY_MS = 1_000;

/** The delay that a `Retry-After` header asks for, in milliseconds from 1 s to 6 h; `undefined` if it is unreadable. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  const delayMs = parseRetryAfter(header, now);
  return delayMs === undefined ? undefined : Math.min(Math.max(delayMs, MIN_ASKED_DELAY_MS), MAX_DELAY_MS);
}
