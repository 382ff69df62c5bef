import { setTimeout as pause } from "node:timers/promises";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { sendLoad } from "./send-load.ts";
import { newEvent, serveRelay } from "./serve-relay.ts";
import { startStore } from "./start-store.ts";

export interface Latency {
  /** Milliseconds. */
  p50: number;
  p99: number;
}

export interface DeliverFigures {
  /** Latency of a store beside a second one that answers. */
  besideLive: Latency;
  /** Latency of the same store beside one that never answers. */
  besideDead: Latency;
}

const EVENTS_PER_SECOND = 50;
const SECONDS = 6;
const ROUNDS = 5;

/**
 * Measures how long events take from the vendor's request to the store, at 50 per second to each of two stores. The
 * second store is one that answers and one that never does, in turns. The median of each one's rounds counts.
 */
export async function measureDeliver(): Promise<DeliverFigures> {
  const store = await startStore();
  const liveNeighbour = await startStore();
  const deadNeighbour = await startStore();
  deadNeighbour.isAnswering = false;
  const relay = await serveRelay([
    { name: "acme", url: store.url },
    { name: "live", url: liveNeighbour.url },
    { name: "dead", url: deadNeighbour.url },
  ]);
  const rounds = { live: [] as Latency[], dead: [] as Latency[] };
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      for (const beside of ["live", "dead"] as const) {
        const latency = await measureRound(beside);
        // The first round is a warm-up.
        if (round > 0) rounds[beside].push(latency);
      }
    }
    return { besideLive: medianOf(rounds.live), besideDead: medianOf(rounds.dead) };
  } finally {
    await relay.stop();
    await Promise.all([store, liveNeighbour, deadNeighbour].map((each) => each.close()));
  }

  async function measureRound(beside: string): Promise<Latency> {
    const sentAt = new Map<number, number>();
    const answers: Promise<unknown>[] = [];
    const from = performance.now();
    for (let i = 0; i < EVENTS_PER_SECOND * SECONDS; i++) {
      await pause(Math.max(0, from + (i * 1_000) / EVENTS_PER_SECOND - performance.now()));
      const { id, request } = newEvent("acme");
      sentAt.set(id, performance.now());
      answers.push(sendLoad(relay.port, [request], 1), sendLoad(relay.port, [newEvent(beside).request], 1));
    }
    await Promise.all(answers);
    await waitUntil("the store has all events", () => [...sentAt.keys()].every((id) => store.receivedAt.has(id)));
    const latencies = [...sentAt].map(([id, at]) => (store.receivedAt.get(id) ?? 0) - at).sort((a, b) => a - b);
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
