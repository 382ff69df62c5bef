import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { retryAfterMs, retryDelayMs } from "../../src/delivery/retry-delay.ts";

const HOUR_MS = 3_600_000;

describe("retryDelayMs", () => {
  test.each([
    [1, 5_000],
    [2, 10_000],
    [5, 80_000],
    [13, 20_480_000],
    [14, 6 * HOUR_MS],
    [1_000, 6 * HOUR_MS],
  ])("after %i failures about %i ms", (failures, delayMs) => {
    expect(retryDelayMs(failures, () => 0.5)).toBe(delayMs);
  });

  test("has 20% jitter and never exceeds 6 h", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
        const target = Math.min(5_000 * 2 ** (failures - 1), 6 * HOUR_MS);
        const delayMs = retryDelayMs(failures, () => random);
        expect(delayMs).toBeGreaterThanOrEqual(Math.floor(target * 0.8));
        expect(delayMs).toBeLessThanOrEqual(Math.min(Math.ceil(target * 1.2), 6 * HOUR_MS));
      }),
    );
  });
});

describe("retryAfterMs", () => {
  const now = Date.UTC(2026, 10, 21, 10, 0, 0);
  test.each([
    [null, undefined],
    ["", undefined],
    ["soon", undefined],
    ["0", 1_000],
    [" 120 ", 120_000],
    ["86400", 6 * HOUR_MS],
    ["Sat, 21 Nov 2026 10:01:00 GMT", 60_000],
    ["Sat, 21 Nov 2026 09:00:00 GMT", 1_000],
    ["9".repeat(400), 6 * HOUR_MS],
    ["-5", 1_000],
    ["Sat, 21 Nov 2099 09:00:00 GMT", 6 * HOUR_MS],
  ])("%j asks for %s ms", (header, delayMs) => {
    expect(retryAfterMs(header, now)).toBe(delayMs);
  });
});
