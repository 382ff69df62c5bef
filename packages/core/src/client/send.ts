import { attempt, type LostAttempt, type PreparedCall } from "./attempt.ts";
import type { ClientSettings } from "./calypso-client-options.ts";
import type { Clock } from "./clock.ts";
import { toCallError } from "./to-call-error.ts";

const LONGEST_DELAY_MS = 5_000;
const LONGEST_RETRY_AFTER_MS = 10_000;

/**
 * Sends a call, repeating it where that is safe: after a lost attempt only if a repetition has no further effect, after
 * a refusal for too many requests always.
 *
 * @throws {CalypsoRejectedError | CalypsoUnknownOutcomeError}
 */
export async function send(call: PreparedCall, settings: ClientSettings, clock: Clock): Promise<unknown> {
  const isRepeatable = call.operation.effect !== "once";
  let lost: LostAttempt | undefined;
  let isCorrected = false;

  for (let attempts = 1; ; attempts++) {
    const last = await attempt(call, settings, clock);
    if (last.kind === "answered") return last.value;

    if (last.kind === "refused" && !isCorrected && last.status !== 429 && clock.correct()) {
      // A refusal had no effect, so even a request that must not be repeated can be sent with a better timestamp.
      isCorrected = true;
      continue;
    }
    if (last.kind === "lost") lost = last;
    const mayRepeat = last.isTransient && (last.kind === "refused" || isRepeatable);
    if (!mayRepeat || attempts > settings.retries || call.signal?.aborted) {
      const correctedSkew = isCorrected ? clock.describeSkew() : undefined;
      throw toCallError({ call, last, lost, attempts, correctedSkew });
    }
    await pause(delayMs(attempts, settings.retryDelayMs, last.retryAfterMs), call.signal);
  }
}

function delayMs(attempts: number, firstMs: number, retryAfterMs: number | undefined): number {
  if (retryAfterMs !== undefined) return Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS);
  // Jitter over the upper half, so that callers that failed together don't return together.
  return Math.min(firstMs * 2 ** (attempts - 1), LONGEST_DELAY_MS) * (0.5 + Math.random() / 2);
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", done);
  });
}
