import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SharedTimeout } from "../../src/delivery/shared-timeout.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test("aborts each operation after its timeout, and not before", () => {
  const timeout = new SharedTimeout(15_000);
  const first = timeout.start();
  vi.advanceTimersByTime(500);
  const second = timeout.start();
  vi.advanceTimersByTime(14_500);
  expect(first.signal.aborted).toBe(false);
  vi.advanceTimersByTime(500);
  expect(second.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1_000);
  expect([first.signal.aborted, second.signal.aborted]).toEqual([true, true]);
});

test("doesn't abort an operation that was cleared", () => {
  const timeout = new SharedTimeout(15_000);
  const controller = timeout.start();
  timeout.clear(controller);
  vi.advanceTimersByTime(60_000);
  expect(controller.signal.aborted).toBe(false);
});

test("has one timer while operations are pending, and none otherwise", () => {
  const timeout = new SharedTimeout(15_000);
  for (const controller of [timeout.start(), timeout.start()]) timeout.clear(controller);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(1_000);
  expect(vi.getTimerCount()).toBe(0);
  const later = timeout.start();
  vi.advanceTimersByTime(17_000);
  expect(later.signal.aborted).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});
