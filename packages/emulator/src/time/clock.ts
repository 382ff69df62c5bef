/** The emulator's time: the machine's, moved forward on demand. Signed timestamps are checked against the machine's. */
export interface Clock {
  nowMs(): number;
  /** How far the clock is ahead of the machine's. */
  readonly aheadMs: number;
  moveTo(atMs: number): void;
  reset(aheadMs?: number): void;
}

export function createClock(): Clock {
  let aheadMs = 0;
  return {
    nowMs: () => Date.now() + aheadMs,
    get aheadMs() {
      return aheadMs;
    },
    moveTo(atMs) {
      aheadMs = Math.max(aheadMs, atMs - Date.now());
    },
    reset(to = 0) {
      aheadMs = to;
    },
  };
}
