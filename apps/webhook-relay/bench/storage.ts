import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { startShop } from "./bench-store.ts";
import { load } from "./load.ts";
import { newRequests, serveRelay } from "./relay-under-test.ts";
import { serveWorker } from "./serve.ts";

const DAY_MS = 24 * 3_600_000;
const DAYS = 50;
const EVENTS_A_DAY = 2_000;
/** Rows of all tables in slices of 2,000, and one more for each table's end. */
const SLICES_OF_A_PASS = 80;

export interface Census {
  accepted: number;
  delivered: number;
  events: number;
  receipts: number;
  entities: number;
  /** Of the mailbox's SQLite. */
  bytes: number;
}

export interface StorageFigures {
  /** After a day's events, before and after the pruning of the last day. */
  beforePruning: Census;
  afterPruning: Census;
  /** Ten days earlier, after pruning. */
  earlier: Census;
  /**
   * Resident memory of workerd every ten days, garbage collected, after as many events as were accepted and delivered
   * by then; and of one whose Worker only sent as many requests on: that much is workerd's own.
   */
  memory: { events: number; bytes: number; bareBytes: number }[];
}

/** 100,000 events, sent and delivered, in 50 days of a clock that is set ahead, with the alarm's pruning each night. */
export async function measureStorage(): Promise<StorageFigures> {
  const shop = await startShop();
  const relay = await serveRelay([{ store: "acme", url: shop.url }], {
    entry: "./storage-worker.ts",
    collectable: true,
  });
  const bare = await serveWorker(new URL("./forwarding-worker.ts", import.meta.url), {
    collectable: true,
    text: { SHOP: shop.url },
  });
  const census = async (slices: number, advanceMs: number): Promise<Census> => {
    const answer = await fetch(`http://127.0.0.1:${relay.port}/census?slices=${slices}&advance=${advanceMs}`);
    return (await answer.json()) as Census;
  };
  try {
    const days: { before: Census; after: Census }[] = [];
    const memory: StorageFigures["memory"] = [];
    for (let day = 1; day <= DAYS; day++) {
      const requests = newRequests("acme", EVENTS_A_DAY);
      await load(bare.port, requests, 64);
      const { statuses } = await load(relay.port, requests, 64);
      if (statuses[202] !== EVENTS_A_DAY) throw new Error(`the relay answered ${JSON.stringify(statuses)}`);
      await waitUntil("all are delivered", async () => (await census(0, 0)).delivered === day * EVENTS_A_DAY, {
        timeoutMs: 120_000,
      });
      const before = await census(0, 8 * 3_600_000);
      const after = await census(SLICES_OF_A_PASS, DAY_MS - 8 * 3_600_000);
      await (await fetch(`http://127.0.0.1:${bare.port}/gc`)).arrayBuffer();
      days.push({ before, after });
      if (day % 10 === 0) {
        memory.push({ events: day * EVENTS_A_DAY, bytes: relay.memoryBytes(), bareBytes: bare.memoryBytes() });
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
    await shop.close();
  }
}
