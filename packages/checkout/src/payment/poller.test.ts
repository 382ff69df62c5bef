import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPoller } from "./poller.ts";

/** A page that can be hidden and shown. */
function createPage() {
  let visible = true;
  const callbacks = new Set<() => void>();
  return {
    isVisible: () => visible,
    onChange(callback: () => void) {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    show(value: boolean) {
      visible = value;
      for (const callback of callbacks) callback();
    },
    listeners: () => callbacks.size,
  };
}

describe("createPoller", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function setUp(waits: (number | undefined)[] = [], takesMs = 0) {
    const page = createPage();
    const starts: number[] = [];
    const signals: AbortSignal[] = [];
    const poller = createPoller({
      minIntervalMs: 3000,
      visibility: page,
      async poll(signal) {
        starts.push(performance.now());
        signals.push(signal);
        if (takesMs) await new Promise((resolve) => setTimeout(resolve, takesMs));
        return waits.length > 0 ? waits.shift() : 3000;
      },
    });
    return { page, poller, starts, signals };
  }

  it("asks at once and then as often as it is told", async () => {
    const { poller, starts } = setUp([3000, 6000, undefined]);
    poller.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(starts.map((at) => at - (starts[0] ?? 0))).toEqual([0, 3000, 9000]);
  });

  it("asks one at a time, and never twice within the least interval", async () => {
    const { poller, starts } = setUp([], 500);
    poller.start();
    for (let i = 0; i < 300; i++) {
      poller.soon();
      await vi.advanceTimersByTimeAsync(100);
    }
    const gaps = starts.slice(1).map((at, index) => at - (starts[index] ?? 0));
    expect(starts.length).toBe(11);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3000);
  });

  it("asks nothing while the page is hidden, and again when it is shown", async () => {
    const { page, poller, starts } = setUp();
    poller.start();
    await vi.advanceTimersByTimeAsync(3000);
    expect(starts.length).toBe(2);
    page.show(false);
    await vi.advanceTimersByTimeAsync(600_000);
    poller.soon();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(starts.length).toBe(2);
    page.show(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(starts.length).toBe(3);
  });

  it("keeps the least interval when the page is hidden and shown quickly", async () => {
    const { page, poller, starts } = setUp();
    poller.start();
    await vi.advanceTimersByTimeAsync(0);
    for (let i = 0; i < 20; i++) {
      page.show(false);
      page.show(true);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(starts.length).toBe(1);
  });

  it("waits for the page to be shown when it starts hidden", async () => {
    const { page, poller, starts } = setUp();
    page.show(false);
    poller.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(starts).toEqual([]);
    page.show(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(starts.length).toBe(1);
  });

  it("drops the request under way when it is stopped, and listens no more", async () => {
    const { page, poller, starts, signals } = setUp([], 500);
    poller.start();
    await vi.advanceTimersByTimeAsync(100);
    poller.stop();
    expect(signals[0]?.aborted).toBe(true);
    expect(page.listeners()).toBe(0);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(starts.length).toBe(1);
  });

  it("goes on after a stop, with the least interval kept", async () => {
    const { poller, starts } = setUp([], 500);
    poller.start();
    await vi.advanceTimersByTimeAsync(100);
    poller.stop();
    poller.start();
    await vi.advanceTimersByTimeAsync(3000);
    expect(starts.map((at) => at - (starts[0] ?? 0))).toEqual([0, 3000]);
  });
});
