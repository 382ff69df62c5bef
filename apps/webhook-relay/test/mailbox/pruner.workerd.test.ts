import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, expect, test, vi } from "vitest";
import { mailboxStub } from "../../src/mailbox/mailbox-stub.ts";
import {
  eventBody,
  eventually,
  inMailbox,
  mailboxHas,
  mailboxRows,
  operated,
  postWebhook,
  received,
  registerStore,
  scriptStore,
} from "../support/workerd/relay.ts";

const DAY_MS = 24 * 3_600_000;

afterEach(() => {
  vi.useRealTimers();
});

/** Runs alarms at a time until a whole pass is done. */
async function pruneAt(store: string, now: number): Promise<void> {
  vi.useFakeTimers({ toFake: ["Date"], now });
  for (let slices = 0; slices < 1_000; slices++) {
    await runDurableObjectAlarm(mailboxStub(env, store, 0));
    const isDone = await inMailbox(store, (_mailbox, { storage: { sql } }) => {
      const facts = new Map([...sql.exec("SELECT name, value FROM facts")].map((row) => [row.name, row.value]));
      if (Number(facts.get("prune_at")) > Date.now() + 3_600_000) return true;
      vi.setSystemTime(Number(facts.get("prune_at")));
      return false;
    });
    if (isDone) return;
  }
  throw new Error("pruning doesn't end");
}

test("delivered events go after 7 days, receipts after 35, so that a duplicate is known for 30 at least", async () => {
  const store = await registerStore();
  const from = Date.now();
  const body = eventBody();
  await postWebhook(store, body);
  await mailboxHas(store, { delivered: 1 });

  await pruneAt(store, from + 6.5 * DAY_MS);
  expect(await mailboxRows(store)).toEqual({ events: 1, receipts: 1, entities: 1 });
  await pruneAt(store, from + 8 * DAY_MS);
  expect(await mailboxRows(store)).toEqual({ events: 0, receipts: 1, entities: 1 });
  vi.setSystemTime(from + 30 * DAY_MS);
  expect((await postWebhook(store, body)).status).toBe(200);
  expect(await received(store)).toHaveLength(1);

  await pruneAt(store, from + 36 * DAY_MS);
  expect(await mailboxRows(store)).toEqual({ events: 0, receipts: 0, entities: 1 });
  await mailboxHas(store, { accepted: 1, delivered: 1, pending: 0, dead: 0 });
  // The entity's numbers go on: it may live longer than its events are remembered.
  await postWebhook(store, eventBody({ invoiceId: JSON.parse(body).data.parentExternalId }));
  await mailboxHas(store, { accepted: 2, delivered: 2 });
  expect(JSON.parse((await received(store))[1]?.body ?? "").data.sequence).toBe(2);
  await pruneAt(store, from + 500 * DAY_MS);
  expect(await mailboxRows(store)).toEqual({ events: 0, receipts: 0, entities: 0 });
});

test("dead events stay for 90 days, their receipts as long", async () => {
  const store = await registerStore([{ status: 500 }]);
  const from = Date.now();
  await postWebhook(store);
  await eventually(() =>
    inMailbox(store, (_mailbox, { storage: { sql } }) => {
      const settled = sql.exec("UPDATE events SET status = 2, settled_at = ? WHERE attempts = 1 RETURNING 1", from);
      if (settled.toArray().length === 0) throw new Error("the first attempt isn't settled");
      sql.exec("UPDATE entities SET due_at = NULL");
    }),
  );
  await pruneAt(store, from + 89 * DAY_MS);
  expect(await mailboxRows(store)).toEqual({ events: 1, receipts: 1, entities: 1 });
  await mailboxHas(store, { dead: 1 });
  await pruneAt(store, from + 91 * DAY_MS);
  await pruneAt(store, from + 92 * DAY_MS);
  expect(await mailboxRows(store)).toEqual({ events: 0, receipts: 0, entities: 1 });
  await mailboxHas(store, { accepted: 1, delivered: 0, pending: 0, dead: 0 });
});

test("what is pending stays as long as the store is open, however many rows there are", async () => {
  const store = await registerStore([{ status: 503, headers: { "retry-after": "3600" } }]);
  const from = Date.now();
  await inMailbox(store, (_mailbox, { storage: { sql } }) => {
    // Five slices of delivered events before the pending one.
    sql.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000)
      INSERT INTO events (event_id, id, status, accepted_at, expires_at, settled_at, change, key, sign, body)
      SELECT i * 1048576 + 1, 'evt_' || i, 1, 0, 0, 0, '{}', '', '', '' FROM n`);
    sql.exec("INSERT INTO receipts SELECT event_id / 1048576, id, 1, 0 FROM events");
    sql.exec(`INSERT INTO entities (entity_id, name, last_sequence, next_sequence, updated_at)
      SELECT entity_id, 'old:' || entity_id, 1, 2, 0 FROM receipts`);
  });
  await evictDurableObject(mailboxStub(env, store, 0));
  await scriptStore(store, [{ fault: "hold" }]);
  expect((await postWebhook(store)).status).toBe(202);
  await pruneAt(store, from + DAY_MS);
  expect(await mailboxRows(store)).toEqual({ events: 1, receipts: 1, entities: 1 });
  expect((await operated("GET", `/v1/stores/${store}/deliveries`)).deliveries).toHaveLength(1);
});
