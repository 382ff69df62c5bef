import { setTimeout as pause } from "node:timers/promises";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { startShop } from "./bench-store.ts";
import { load } from "./load.ts";
import { newEvent, serveRelay } from "./relay-under-test.ts";

export interface Latency {
  /** Milliseconds. */
  p50: number;
  p99: number;
}

export interface DeliverFigures {
  /** Of a store beside another that takes its events as well. */
  besideLive: Latency;
  /** Of the same store beside one that never answers. */
  besideDead: Latency;
}

const EVENTS_PER_SECOND = 50;
const SECONDS = 6;
const ROUNDS = 5;

/**
 * How long events take from the vendor's sending to the shop, at 50 a second to each of two stores: beside one that
 * answers and one that never does. They take turns, and the median of each one's rounds counts.
 */
export async function measureDeliver(): Promise<DeliverFigures> {
  const shop = await startShop();
  const liveNeighbour = await startShop();
  const deadNeighbour = await startShop();
  deadNeighbour.answers = false;
  const relay = await serveRelay([
    { store: "acme", url: shop.url },
    { store: "live", url: liveNeighbour.url },
    { store: "dead", url: deadNeighbour.url },
  ]);
  const rounds = { live: [] as Latency[], dead: [] as Latency[] };
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      for (const beside of ["live", "dead"] as const) {
        const latency = await measureRound(beside);
        // The first round warms up.
        if (round > 0) rounds[beside].push(latency);
      }
    }
    return { besideLive: medianOf(rounds.live), besideDead: medianOf(rounds.dead) };
  } finally {
    await relay.stop();
    await Promise.all([shop, liveNeighbour, deadNeighbour].map((each) => each.close()));
  }

  async function measureRound(beside: string): Promise<Latency> {
    const sentAt = new Map<number, number>();
    const answers: Promise<unknown>[] = [];
    const from = performance.now();
    for (let i = 0; i < EVENTS_PER_SECOND * SECONDS; i++) {
      await pause(Math.max(0, from + (i * 1_000) / EVENTS_PER_SECOND - performance.now()));
      const { id, request } = newEvent("acme");
      sentAt.set(id, performance.now());
      answers.push(load(relay.port, [request], 1), load(relay.port, [newEvent(beside).request], 1));
    }
    await Promise.all(answers);
    await waitUntil("the shop has all events", () => [...sentAt.keys()].every((id) => shop.receivedAt.has(id)));
    const latencies = [...sentAt].map(([id, at]) => (shop.receivedAt.get(id) ?? 0) - at).sort((a, b) => a - b);
    const quantile = (q: number): number => latencies[Math.ceil(latencies.length * q) - 1] ?? Number.NaN;
    return { p50: quantile(0.5), p99: quantile(0.99) };
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const medianOf = (rounds: readonly Latency[]): Latency => ({
  p50: median(rounds.map(({ p50 }) => p50)),
  p99: median(rounds.map(({ p99 }) => p99)),
});
