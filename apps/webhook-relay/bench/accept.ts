import { startShop } from "./bench-store.ts";
import { load } from "./load.ts";
import { newRequests, serveRelay } from "./relay-under-test.ts";
import { serveWorker } from "./serve.ts";

export interface AcceptFigures {
  connections: number;
  /** Requests a second. */
  relay: number;
  bare: number;
  /** Processor time for each, in microseconds. */
  relayCpu: number;
  bareCpu: number;
}

const ROUNDS = 6;
const REQUESTS = 3_000;

/**
 * Requests a second that the relay accepts beside those that a bare Worker takes. They take turns, and the best round
 * of each counts: what else the machine does can only make one slower. With `delivering` the relay delivers meanwhile,
 * in the same process; without, its shop doesn't answer yet.
 */
export async function measureAccept(connections: number, delivering: boolean): Promise<AcceptFigures> {
  const shop = await startShop();
  shop.answers = delivering;
  const relay = await serveRelay([{ store: "acme", url: shop.url }]);
  const bare = await serveWorker(new URL("./bare-worker.ts", import.meta.url));
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
        const { seconds, statuses } = await load(worker.port, requests, connections);
        if (statuses[202] !== REQUESTS) throw new Error(`${name} answered ${JSON.stringify(statuses)}`);
        // The first round warms up.
        if (round === 0) continue;
        figures[name] = Math.max(figures[name], REQUESTS / seconds);
        const cpu = (worker.cpuMicroseconds() - cpuBefore) / REQUESTS;
        figures[`${name}Cpu`] = Math.min(figures[`${name}Cpu`], cpu);
      }
    }
    return figures;
  } finally {
    await Promise.all([relay.stop(), bare.stop()]);
    await shop.close();
  }
}
