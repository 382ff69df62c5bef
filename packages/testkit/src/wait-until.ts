import { setTimeout as delay } from "node:timers/promises";

export interface WaitOptions {
  /** @default 60_000 */
  timeoutMs?: number;
  /** @default 50 */
  everyMs?: number;
  /** Asked between tries. A reason that it returns ends the wait at once. */
  giveUp?: () => string | undefined;
}

/**
 * Asks until the answer is neither undefined, null nor false, and returns it. An `ask` that throws counts as "not yet".
 *
 * @param what named in the error
 * @throws when the time is over or `giveUp` gives a reason, with the last error of `ask` as its cause
 */
export async function waitUntil<T>(
  what: string,
  ask: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  { timeoutMs = 60_000, everyMs = 50, giveUp }: WaitOptions = {},
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let cause: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== null && answer !== false) return answer;
    } catch (error) {
      cause = error;
    }
    const reason = giveUp?.();
    if (reason !== undefined) throw new Error(`${what}: ${reason}`, { cause });
    if (Date.now() > deadline) {
      const last = cause instanceof Error ? ` (last error: ${cause.message})` : "";
      throw new Error(`${what}: not after ${Math.round(timeoutMs / 1000)} s${last}`, { cause });
    }
    await delay(everyMs);
  }
}
