import { Hono } from "hono";
import * as v from "valibot";
import { RelayArgumentError } from "../errors.ts";
import { eventStatus } from "../event-status.ts";
import type { MailboxStats } from "../mailbox/history.ts";
import { mailboxStubs } from "../mailbox/mailbox-stub.ts";
import { nextDeliveryCursor, parseDeliveryCursor } from "./delivery-cursor.ts";
import { readJson } from "./read-json.ts";
import { requireTenant } from "./require-tenant.ts";

const PAGE_SIZE = 50;

const statusSchema = v.picklist(Object.keys(eventStatus) as (keyof typeof eventStatus)[]);
const replaySchema = v.union([
  v.strictObject({ status: statusSchema }),
  v.strictObject({ ids: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(500)) }),
]);

/** Lists, replays and counts the events in a tenant's mailboxes. */
export const deliveryRoutes = new Hono<{ Bindings: Env }>();

deliveryRoutes.get("/:tenant/deliveries", async (c) => {
  const tenant = await requireTenant(c);
  const status = v.safeParse(statusSchema, c.req.query("status") ?? "pending");
  if (!status.success) throw new RelayArgumentError("status must be pending, delivered or dead");

  const below = parseDeliveryCursor(c.req.query("cursor"), tenant.shards);
  const pages = await Promise.all(
    mailboxStubs(c.env, tenant).map(async (mailbox, shard) =>
      (await mailbox.list(status.output, below[shard] ?? 0, PAGE_SIZE)).map((record) => ({ record, shard })),
    ),
  );
  // By position within each shard: otherwise the cursor would skip events.
  const page = pages
    .flat()
    .sort((a, b) => b.record.position - a.record.position)
    .slice(0, PAGE_SIZE);
  return c.json({ deliveries: page.map(({ record }) => record), cursor: nextDeliveryCursor(page, below) });
});

deliveryRoutes.post("/:tenant/replay", async (c) => {
  const tenant = await requireTenant(c);
  const selection = await readJson(c, replaySchema);
  return c.json({
    replayed: sum(await Promise.all(mailboxStubs(c.env, tenant).map((each) => each.replay(selection)))),
  });
});

deliveryRoutes.get("/:tenant/stats", async (c) => {
  const tenant = await requireTenant(c);
  const shards = await Promise.all(mailboxStubs(c.env, tenant).map((mailbox) => mailbox.stats()));
  return c.json({ store: tenant.store, ...total(shards), shards });
});

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

function total(shards: MailboxStats[]): Omit<MailboxStats, "latencyMs"> {
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
