import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPoller } from "../../src/polling/poller.ts";

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

  it("polls at once and then at the returned intervals", async () => {
    const { poller, starts } = setUp([3000, 6000, undefined]);
    poller.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(starts.map((at) => at - (starts[0] ?? 0))).toEqual([0, 3000, 9000]);
  });

  it("runs one request at a time within the minimum interval", async () => {
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

  it("pauses while the page is hidden", async () => {
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

  it("keeps the minimum interval when visibility changes quickly", async () => {
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

  it("waits for a page that starts hidden", async () => {
    const { page, poller, starts } = setUp();
    page.show(false);
    poller.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(starts).toEqual([]);
    page.show(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(starts.length).toBe(1);
  });

  it("aborts its request and stops listening when stopped", async () => {
    const { page, poller, starts, signals } = setUp([], 500);
    poller.start();
    await vi.advanceTimersByTimeAsync(100);
    poller.stop();
    expect(signals[0]?.aborted).toBe(true);
    expect(page.listeners()).toBe(0);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(starts.length).toBe(1);
  });

  it("keeps the minimum interval after a restart", async () => {
    const { poller, starts } = setUp([], 500);
    poller.start();
    await vi.advanceTimersByTimeAsync(100);
    poller.stop();
    poller.start();
    await vi.advanceTimersByTimeAsync(3000);
    expect(starts.map((at) => at - (starts[0] ?? 0))).toEqual([0, 3000]);
  });
});
