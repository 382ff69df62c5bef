import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { sendLoad } from "./send-load.ts";
import { newRequests, serveRelay } from "./serve-relay.ts";
import { serveWorker } from "./serve-worker.ts";
import { startStore } from "./start-store.ts";

const DAY_MS = 24 * 3_600_000;
const DAYS = 50;
const EVENTS_PER_DAY = 2_000;
/** Slices of 2,000 rows, of all tables, and one more for each table's end. */
const SLICES_PER_PASS = 80;

export interface Census {
  accepted: number;
  delivered: number;
  events: number;
  receipts: number;
  entities: number;
  /** Size of the mailbox's SQLite database. */
  bytes: number;
}

export interface StorageFigures {
  /** After the events of the last day, before and after pruning. */
  beforePruning: Census;
  afterPruning: Census;
  /** Ten days earlier, after pruning. */
  earlier: Census;
  /**
   * Resident memory of workerd after garbage collection, every ten days: of the relay after so many events, and of a
   * Worker that only forwarded as many requests. The latter is workerd's own share.
   */
  memory: { events: number; bytes: number; bareBytes: number }[];
}

/** Sends and delivers 100,000 events in 50 days of an advanced clock, and prunes every night. */
export async function measureStorage(): Promise<StorageFigures> {
  const store = await startStore();
  const relay = await serveRelay([{ name: "acme", url: store.url }], {
    entry: "./workers/storage-worker.ts",
    collectable: true,
  });
  const bare = await serveWorker(new URL("./workers/forwarding-worker.ts", import.meta.url), {
    collectable: true,
    text: { STORE: store.url },
  });
  const census = async (slices: number, advanceMs: number): Promise<Census> => {
    const answer = await fetch(`http://127.0.0.1:${relay.port}/census?slices=${slices}&advance=${advanceMs}`);
    return (await answer.json()) as Census;
  };
  try {
    const days: { before: Census; after: Census }[] = [];
    const memory: StorageFigures["memory"] = [];
    for (let day = 1; day <= DAYS; day++) {
      const requests = newRequests("acme", EVENTS_PER_DAY);
      await sendLoad(bare.port, requests, 64);
      const { statuses } = await sendLoad(relay.port, requests, 64);
      if (statuses[202] !== EVENTS_PER_DAY) throw new Error(`the relay answered ${JSON.stringify(statuses)}`);
      await waitUntil("all are delivered", async () => (await census(0, 0)).delivered === day * EVENTS_PER_DAY, {
        timeoutMs: 120_000,
      });
      const before = await census(0, 8 * 3_600_000);
      const after = await census(SLICES_PER_PASS, DAY_MS - 8 * 3_600_000);
      await (await fetch(`http://127.0.0.1:${bare.port}/gc`)).arrayBuffer();
      days.push({ before, after });
      if (day % 10 === 0) {
        memory.push({ events: day * EVENTS_PER_DAY, bytes: relay.memoryBytes(), bareBytes: bare.memoryBytes() });
      }
    }
    const [earlier, last] = [days[DAYS - 11], days[DAYS - 1]];
    if (earlier === undefined || last === undefined) throw new Error("too few days");
    return {
      beforePruning: last.before,
      afterPruning: last.after,
      earlier: earlier.after,
      memory,
    };
  } finally {
    await Promise.all([relay.stop(), bare.stop()]);
    await store.close();
  }
}
