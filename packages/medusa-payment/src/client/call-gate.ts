import { CalypsoError, CalypsoRejectedError } from "@calypso-commerce/core";

interface CallGateOptions {
  maxAtOnce: number;
  /** Calls without an answer, one after the other, after which none is made for a while. */
  failuresToOpen: number;
  closedForMs: number;
  /** Milliseconds since 1970. @default Date.now */
  now?: () => number;
}

interface CallGate {
  /** Whether a call may be made now. */
  isFree(): boolean;
  /** Runs work that calls the vendor. The caller has asked {@link isFree}. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** Limits how many calls to the vendor are made at once, and makes none for a while after several got no answer. */
export function createCallGate({ maxAtOnce, failuresToOpen, closedForMs, now = Date.now }: CallGateOptions): CallGate {
  let running = 0;
  let failures = 0;
  let closedUntil = 0;
  return {
    isFree: () => running < maxAtOnce && now() >= closedUntil,
    async run(work) {
      running++;
      try {
        const result = await work();
        failures = 0;
        return result;
      } catch (error) {
        if (isWithoutAnswer(error)) failures++;
        else failures = 0;
        if (failures >= failuresToOpen) {
          failures = 0;
          closedUntil = now() + closedForMs;
        }
        throw error;
      } finally {
        running--;
      }
    },
  };
}

/** A refusal is an answer: the vendor is there. */
function isWithoutAnswer(error: unknown): boolean {
  const cause = error instanceof Error && !(error instanceof CalypsoError) ? error.cause : error;
  return cause instanceof CalypsoError && !(cause instanceof CalypsoRejectedError);
}
