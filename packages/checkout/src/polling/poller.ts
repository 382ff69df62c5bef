import type { Visibility } from "./visibility.ts";

export interface PollerOptions {
  /** Sends one request and returns the time until the next one in milliseconds, or undefined to stop. Must not throw. */
  poll: (signal: AbortSignal) => Promise<number | undefined>;
  /** Minimum time from the start of one request to the start of the next, in milliseconds. */
  minIntervalMs: number;
  visibility: Visibility;
}

export interface Poller {
  /** Starts polling, at once unless the last request was too recent. */
  start(): void;
  /** Stops polling and aborts the current request. */
  stop(): void;
  /** Polls as soon as the minimum interval allows. */
  soon(): void;
}

/** Polls while the page is visible, one request at a time. */
export function createPoller({ poll, minIntervalMs, visibility }: PollerOptions): Poller {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let controller: AbortController | undefined;
  let stopListening: (() => void) | undefined;
  let lastStartMs = Number.NEGATIVE_INFINITY;
  /** When the next request is due. Kept while the page is hidden. */
  let dueMs: number | undefined;

  function schedule() {
    clearTimeout(timer);
    if (!stopListening || controller || dueMs === undefined || !visibility.isVisible()) return;
    const now = performance.now();
    timer = setTimeout(run, Math.max(0, dueMs - now, lastStartMs + minIntervalMs - now));
  }

  async function run() {
    const own = new AbortController();
    controller = own;
    lastStartMs = performance.now();
    dueMs = undefined;
    const waitMs = await poll(own.signal);
    if (controller !== own) return;
    controller = undefined;
    if (waitMs !== undefined) dueMs = Math.min(dueMs ?? Number.POSITIVE_INFINITY, performance.now() + waitMs);
    schedule();
  }

  return {
    start() {
      if (stopListening) return;
      stopListening = visibility.onChange(schedule);
      dueMs = performance.now();
      schedule();
    },
    stop() {
      clearTimeout(timer);
      stopListening?.();
      stopListening = undefined;
      controller?.abort();
      controller = undefined;
    },
    soon() {
      dueMs = performance.now();
      schedule();
    },
  };
}
