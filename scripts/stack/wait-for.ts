import { setTimeout as delay } from "node:timers/promises";

export interface WaitOptions {
  /** Named in the error when the time is over. */
  what: string;
  timeoutMs?: number;
  everyMs?: number;
  /** Looked at between tries; when it returns a reason, waiting ends at once with that reason. */
  giveUp?: () => string | undefined;
}

/** Asks again and again until the answer is neither undefined nor false; errors thrown by `ask` count as "not yet". */
export async function waitFor<T>(
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  options: WaitOptions,
): Promise<T> {
  const { what, timeoutMs = 60_000, everyMs = 100, giveUp } = options;
  const deadline = Date.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
    } catch (error) {
      last = error;
    }
    const reason = giveUp?.();
    if (reason !== undefined) throw new Error(`${what}: ${reason}`, { cause: last });
    if (Date.now() > deadline) {
      const detail = last instanceof Error ? ` (last: ${last.message})` : "";
      throw new Error(`${what}: not so after ${Math.round(timeoutMs / 1000)} s${detail}`, { cause: last });
    }
    await delay(everyMs);
  }
}
