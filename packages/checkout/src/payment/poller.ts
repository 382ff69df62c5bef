import type { Visibility } from "./visibility.ts";

export interface PollerOptions {
  /** One request; answers how long to wait before the next one, or nothing to stop. Must not throw. */
  poll: (signal: AbortSignal) => Promise<number | undefined>;
  /** Least time from the start of one request to the start of the next, in milliseconds. */
  minIntervalMs: number;
  visibility: Visibility;
}

export interface Poller {
  /** Starts asking, at once if the last request is long enough ago. */
  start(): void;
  /** Stops asking and drops a request that is under way. */
  stop(): void;
  /** Asks as soon as the least interval allows. */
  soon(): void;
}

/** Asks again and again while the page is visible, one request at a time. */
export function createPoller({ poll, minIntervalMs, visibility }: PollerOptions): Poller {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let controller: AbortController | undefined;
  let forget: (() => void) | undefined;
  let lastStartMs = Number.NEGATIVE_INFINITY;
  /** When the next request is due; kept while hidden. */
  let dueMs: number | undefined;

  function schedule() {
    clearTimeout(timer);
    if (!forget || controller || dueMs === undefined || !visibility.isVisible()) return;
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
      if (forget) return;
      forget = visibility.onChange(schedule);
      dueMs = performance.now();
      schedule();
    },
    stop() {
      clearTimeout(timer);
      forget?.();
      forget = undefined;
      controller?.abort();
      controller = undefined;
    },
    soon() {
      dueMs = performance.now();
      schedule();
    },
  };
}
