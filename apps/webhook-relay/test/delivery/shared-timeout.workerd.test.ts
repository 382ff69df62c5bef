import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SharedTimeout } from "../../src/delivery/shared-timeout.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test("aborts what isn't over in time, each at its own time, and not a moment early", () => {
  const deadlines = new SharedTimeout(15_000);
  const first = deadlines.start();
  vi.advanceTimersByTime(500);
  const second = deadlines.start();
  vi.advanceTimersByTime(14_500);
  expect(first.signal.aborted).toBe(false);
  vi.advanceTimersByTime(500);
  expect(second.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1_000);
  expect([first.signal.aborted, second.signal.aborted]).toEqual([true, true]);
});

test("leaves alone what is over", () => {
  const deadlines = new SharedTimeout(15_000);
  const controller = deadlines.start();
  deadlines.end(controller);
  vi.advanceTimersByTime(60_000);
  expect(controller.signal.aborted).toBe(false);
});

test("has one timer for all, none when nothing is under way, and starts again", () => {
  const deadlines = new SharedTimeout(15_000);
  for (const controller of [deadlines.start(), deadlines.start()]) deadlines.end(controller);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(1_000);
  expect(vi.getTimerCount()).toBe(0);
  const later = deadlines.start();
  vi.advanceTimersByTime(17_000);
  expect(later.signal.aborted).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});
