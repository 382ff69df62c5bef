import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import { mailboxStub } from "../../src/mailbox/mailbox-stub.ts";
import {
  callRelayJson,
  eventBody,
  eventually,
  inMailbox,
  mailboxRows,
  postWebhook,
  received,
  registerTenant,
  scriptStore,
  waitForStats,
} from "../support/workerd/relay.ts";

const DAY_MS = 24 * 3_600_000;

/** Runs the alarm until a pruning pass is complete. */
async function pruneAt(tenant: string, now: number): Promise<void> {
  vi.useFakeTimers({ toFake: ["Date"], now });
  for (let slices = 0; slices < 1_000; slices++) {
    await runDurableObjectAlarm(mailboxStub(env, tenant, 0));
    const isDone = await inMailbox(tenant, (_mailbox, { storage: { sql } }) => {
      const state = new Map([...sql.exec("SELECT name, value FROM state")].map((row) => [row.name, row.value]));
      if (Number(state.get("prune_at")) > Date.now() + 3_600_000) return true;
      vi.setSystemTime(Number(state.get("prune_at")));
      return false;
    });
    if (isDone) return;
  }
  throw new Error("the pruning pass doesn't end");
}

test("removes delivered events after 7 days, receipts after 35", async () => {
  const tenant = await registerTenant();
  const from = Date.now();
  const body = eventBody();
  await postWebhook(tenant, body);
  await waitForStats(tenant, { delivered: 1 });

  await pruneAt(tenant, from + 6.5 * DAY_MS);
  expect(await mailboxRows(tenant)).toEqual({ events: 1, receipts: 1, entities: 1 });
  await pruneAt(tenant, from + 8 * DAY_MS);
  expect(await mailboxRows(tenant)).toEqual({ events: 0, receipts: 1, entities: 1 });
  vi.setSystemTime(from + 30 * DAY_MS);
  expect((await postWebhook(tenant, body)).status).toBe(200);
  expect(await received(tenant)).toHaveLength(1);

  await pruneAt(tenant, from + 36 * DAY_MS);
  expect(await mailboxRows(tenant)).toEqual({ events: 0, receipts: 0, entities: 1 });
  await waitForStats(tenant, { accepted: 1, delivered: 1, pending: 0, dead: 0 });
  // The sequence continues: an entity outlives its receipts.
  await postWebhook(tenant, eventBody({ invoiceId: JSON.parse(body).data.parentExternalId }));
  await waitForStats(tenant, { accepted: 2, delivered: 2 });
  expect(JSON.parse((await received(tenant))[1]?.body ?? "").data.sequence).toBe(2);
  await pruneAt(tenant, from + 500 * DAY_MS);
  expect(await mailboxRows(tenant)).toEqual({ events: 0, receipts: 0, entities: 0 });
});

test("keeps dead events and their receipts for 90 days", async () => {
  const tenant = await registerTenant([{ status: 500 }]);
  const from = Date.now();
  await postWebhook(tenant);
  await eventually(() =>
    inMailbox(tenant, (_mailbox, { storage: { sql } }) => {
      const settled = sql.exec("UPDATE events SET status = 2, settled_at = ? WHERE attempts = 1 RETURNING 1", from);
      if (settled.toArray().length === 0) throw new Error("the first attempt isn't recorded");
      sql.exec("UPDATE entities SET due_at = NULL");
    }),
  );
  await pruneAt(tenant, from + 89 * DAY_MS);
  expect(await mailboxRows(tenant)).toEqual({ events: 1, receipts: 1, entities: 1 });
  await waitForStats(tenant, { dead: 1 });
  await pruneAt(tenant, from + 91 * DAY_MS);
  await pruneAt(tenant, from + 92 * DAY_MS);
  expect(await mailboxRows(tenant)).toEqual({ events: 0, receipts: 0, entities: 1 });
  await waitForStats(tenant, { accepted: 1, delivered: 0, pending: 0, dead: 0 });
});

test("keeps pending events among thousands of old rows", async () => {
  const tenant = await registerTenant([{ status: 503, headers: { "retry-after": "3600" } }]);
  const from = Date.now();
  await inMailbox(tenant, (_mailbox, { storage: { sql } }) => {
    // Five slices of delivered events precede the pending one.
    sql.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000)
      INSERT INTO events (event_id, id, status, accepted_at, expires_at, settled_at, change, key, sign, body)
      SELECT i * 1048576 + 1, 'evt_' || i, 1, 0, 0, 0, '{}', '', '', '' FROM n`);
    sql.exec("INSERT INTO receipts SELECT event_id / 1048576, id, 1, 0 FROM events");
    sql.exec(`INSERT INTO entities (entity_id, name, last_sequence, next_sequence, updated_at)
      SELECT entity_id, 'old:' || entity_id, 1, 2, 0 FROM receipts`);
  });
  await evictDurableObject(mailboxStub(env, tenant, 0));
  await scriptStore(tenant, [{ fault: "hold" }]);
  expect((await postWebhook(tenant)).status).toBe(202);
  await pruneAt(tenant, from + DAY_MS);
  expect(await mailboxRows(tenant)).toEqual({ events: 1, receipts: 1, entities: 1 });
  expect((await callRelayJson("GET", `/v1/stores/${tenant}/deliveries`)).deliveries).toHaveLength(1);
});
