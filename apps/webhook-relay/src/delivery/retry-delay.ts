const FIRST_DELAY_MS = 5_000;
const MAX_DELAY_MS = 6 * 3_600_000;
const JITTER = 0.2;

/**
 * Milliseconds to wait after the `failures`-th failed attempt (from 1): 5 s doubled each time, at most 6 h, give or
 * take a fifth, so that events that failed together don't return together.
 */
export function retryDelayMs(failures: number, random: () => number = Math.random): number {
  const delayMs = Math.min(FIRST_DELAY_MS * 2 ** Math.min(failures - 1, 30), MAX_DELAY_MS);
  return Math.round(Math.min(delayMs * (1 - JITTER + 2 * JITTER * random()), MAX_DELAY_MS));
}

/** A store that asks for no pause at all would be sent the same event without end. */
const MIN_ASKED_DELAY_MS = 1_000;

/**
 * Milliseconds that a `Retry-After` header asks for (seconds or an HTTP date), from 1 s to 6 h; `undefined` if
 * unreadable.
 */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  const delayMs = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isNaN(delayMs) ? undefined : Math.min(Math.max(delayMs, MIN_ASKED_DELAY_MS), MAX_DELAY_MS);
}
