import { Hono } from "hono";
import * as v from "valibot";
import { RelayArgumentError } from "../errors.ts";
import { eventStatus } from "../event.ts";
import type { MailboxStats } from "../mailbox/history.ts";
import { mailboxStubs } from "../mailbox/mailbox-stub.ts";
import { summarizeTenants } from "../registry/registry.ts";
import { readCursor, writeCursor } from "./delivery-cursor.ts";
import { readJson } from "./read-json.ts";

const PAGE_SIZE = 50;

const statusSchema = v.picklist(Object.keys(eventStatus) as (keyof typeof eventStatus)[]);
const replaySchema = v.union([
  v.strictObject({ status: statusSchema }),
  v.strictObject({ ids: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(500)) }),
]);

/** What is in a store's mailboxes, and sending it again. */
export const deliveryRoutes = new Hono<{ Bindings: Env }>();

deliveryRoutes.get("/:store/deliveries", async (c) => {
  const [summary] = await summarizeTenants(c.env, c.req.param("store"));
  if (summary === undefined) return c.json({ error: "no such store" }, 404);
  const status = v.safeParse(statusSchema, c.req.query("status") ?? "pending");
  if (!status.success) throw new RelayArgumentError("status must be pending, delivered or dead");

  const below = readCursor(c.req.query("cursor"), summary.shards);
  const pages = await Promise.all(
    mailboxStubs(c.env, summary).map(async (mailbox, shard) =>
      (await mailbox.list(status.output, below[shard] ?? 0, PAGE_SIZE)).map((record) => ({ record, shard })),
    ),
  );
  // By position within each shard, or the cursor would skip some.
  const page = pages
    .flat()
    .sort((a, b) => b.record.position - a.record.position)
    .slice(0, PAGE_SIZE);
  return c.json({ deliveries: page.map(({ record }) => record), cursor: writeCursor(page, below) });
});

deliveryRoutes.post("/:store/replay", async (c) => {
  const [summary] = await summarizeTenants(c.env, c.req.param("store"));
  if (summary === undefined) return c.json({ error: "no such store" }, 404);
  const selection = await readJson(c, replaySchema);
  const counts = await Promise.all(mailboxStubs(c.env, summary).map((mailbox) => mailbox.replay(selection)));
  return c.json({ replayed: counts.reduce((sum, count) => sum + count, 0) });
});

deliveryRoutes.get("/:store/stats", async (c) => {
  const [summary] = await summarizeTenants(c.env, c.req.param("store"));
  if (summary === undefined) return c.json({ error: "no such store" }, 404);
  const shards = await Promise.all(mailboxStubs(c.env, summary).map((mailbox) => mailbox.stats()));
  return c.json({ store: summary.store, ...addUp(shards), shards });
});

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

function addUp(shards: MailboxStats[]): Omit<MailboxStats, "latencyMs"> {
  const ages = shards.map((shard) => shard.oldestPendingAgeMs).filter((age) => age !== null);
  return {
    accepted: sum(shards.map((shard) => shard.accepted)),
    delivered: sum(shards.map((shard) => shard.delivered)),
    pending: sum(shards.map((shard) => shard.pending)),
    dead: sum(shards.map((shard) => shard.dead)),
    waitingEntities: sum(shards.map((shard) => shard.waitingEntities)),
    oldestPendingAgeMs: ages.length === 0 ? null : Math.max(...ages),
    closedAt: shards.find((shard) => shard.closedAt !== null)?.closedAt ?? null,
    storageBytes: sum(shards.map((shard) => shard.storageBytes)),
  };
}
