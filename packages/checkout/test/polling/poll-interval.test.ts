import { describe, expect, it } from "vitest";
import { outcomes } from "../../src/payment/payment.ts";
import { minPollMs, pollInterval } from "../../src/polling/poll-interval.ts";

const minute = 60_000;

describe("pollInterval", () => {
  it.each([
    ["waiting", 0, 0, false, 3_000],
    ["waiting", 6 * minute, 0, false, 6_000],
    ["waiting", 21 * minute, 0, false, 15_000],
    ["detected", 0, 0, false, 3_000],
    ["held", 0, 0, false, 15_000],
    ["expired", 0, 0, false, 30_000],
    ["settled", 0, 0, false, 3_000],
    ["settled", 0, 0, true, undefined],
    ["detected", 0, 0, true, 3_000],
    ["late", 0, 0, false, undefined],
    ["declined", 0, 0, false, undefined],
    ["waiting", 0, 1, false, 6_000],
    ["waiting", 0, 9, false, 30_000],
    ["declined", 0, 1, false, 6_000],
  ] as const)("%s for %i ms after %i failures, order placed %s", (outcome, unchangedMs, failures, placed, expected) => {
    expect(pollInterval(outcome, unchangedMs, failures, placed)).toBe(expected);
  });

  it("is never below the minimum interval", () => {
    for (const outcome of outcomes) {
      for (const failures of [0, 1, 5]) {
        expect(pollInterval(outcome, 0, failures, false) ?? minPollMs).toBeGreaterThanOrEqual(minPollMs);
      }
    }
  });
});
