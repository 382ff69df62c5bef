import { sendLoad } from "./send-load.ts";
import { newRequests, serveRelay } from "./serve-relay.ts";
import { serveWorker } from "./serve-worker.ts";
import { startStore } from "./start-store.ts";

export interface AcceptFigures {
  connections: number;
  /** Requests per second. */
  relay: number;
  bare: number;
  /** CPU time per request, in microseconds. */
  relayCpu: number;
  bareCpu: number;
}

const ROUNDS = 6;
const REQUESTS = 3_000;

/**
 * Measures requests per second of the relay and of a bare Worker. They take turns, and the best round of each counts,
 * because the machine's other work can only make a round slower. With `isDelivering` the relay delivers meanwhile in the
 * same process; otherwise its store doesn't answer.
 */
export async function measureAccept(connections: number, isDelivering: boolean): Promise<AcceptFigures> {
  const store = await startStore();
  store.isAnswering = isDelivering;
  const relay = await serveRelay([{ name: "acme", url: store.url }]);
  const bare = await serveWorker(new URL("./workers/bare-worker.ts", import.meta.url));
  const figures = {
    connections,
    relay: 0,
    bare: 0,
    relayCpu: Number.POSITIVE_INFINITY,
    bareCpu: Number.POSITIVE_INFINITY,
  };
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const requests = newRequests("acme", REQUESTS);
      for (const [name, worker] of [
        ["bare", bare],
        ["relay", relay],
      ] as const) {
        const cpuBefore = worker.cpuMicroseconds();
        const { seconds, statuses } = await sendLoad(worker.port, requests, connections);
        if (statuses[202] !== REQUESTS) throw new Error(`${name} answered ${JSON.stringify(statuses)}`);
        // The first round is a warm-up.
        if (round === 0) continue;
        figures[name] = Math.max(figures[name], REQUESTS / seconds);
        const cpu = (worker.cpuMicroseconds() - cpuBefore) / REQUESTS;
        figures[`${name}Cpu`] = Math.min(figures[`${name}Cpu`], cpu);
      }
    }
    return figures;
  } finally {
    await Promise.all([relay.stop(), bare.stop()]);
    await store.close();
  }
}
