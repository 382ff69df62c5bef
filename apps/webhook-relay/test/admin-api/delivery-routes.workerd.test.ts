import { describe, expect, test } from "vitest";
import {
  callRelay,
  callRelayJson,
  eventBody,
  eventually,
  inMailbox,
  postWebhook,
  registerTenant,
  scriptStore,
  waitForDeliveries,
  waitForStats,
} from "../support/workerd/relay.ts";

const iso = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

describe("deliveries", () => {
  test("are listed in pages over all shards, each once", async () => {
    const tenant = await registerTenant([{}], { shards: 3 });
    const ids = new Set<string>();
    for (let i = 0; i < 120; i++) ids.add((await (await postWebhook(tenant)).json<{ id: string }>()).id);
    await waitForStats(tenant, { delivered: 120 });
    const seen: string[] = [];
    let cursor: string | null = "";
    for (let pages = 0; cursor !== null && pages < 10; pages++) {
      const query: string = `status=delivered&cursor=${cursor}`;
      const page: { deliveries: { id: string }[]; cursor: string | null } = await callRelayJson(
        "GET",
        `/v1/stores/${tenant}/deliveries?${query}`,
      );
      expect(page.deliveries.length).toBeLessThanOrEqual(50);
      seen.push(...page.deliveries.map(({ id }) => id));
      cursor = page.cursor;
    }
    expect(seen).toHaveLength(120);
    expect(new Set(seen)).toEqual(ids);
    const { shards } = await callRelayJson("GET", `/v1/stores/${tenant}/stats`);
    expect(shards.map(({ accepted }: { accepted: number }) => accepted > 20)).toEqual([true, true, true]);
  });

  test("are listed by status, without their bodies", async () => {
    const tenant = await registerTenant([{ status: 418 }]);
    await postWebhook(tenant, eventBody({ invoiceId: "invoice-1" }));
    await eventually(async () => {
      const { deliveries } = await callRelayJson("GET", `/v1/stores/${tenant}/deliveries?status=pending`);
      expect(deliveries).toEqual([
        {
          id: expect.stringMatching(/^evt_/),
          position: expect.any(Number),
          status: "pending",
          sequence: 1,
          type: "invoice.paid",
          entity: { kind: "invoice", id: "invoice-1" },
          event: "INVOICE_PAID",
          acceptedAt: iso,
          attempts: 1,
          lastResult: "418",
          settledAt: null,
          nextAttemptAt: iso,
        },
      ]);
    });
    expect((await callRelayJson("GET", `/v1/stores/${tenant}/deliveries?status=dead`)).deliveries).toEqual([]);
    expect((await callRelay("GET", `/v1/stores/${tenant}/deliveries?status=lost`)).status).toBe(400);
    expect((await callRelay("GET", `/v1/stores/${tenant}/deliveries?cursor=1.2`)).status).toBe(400);
  });

  test("are replayed by id and by status with the same webhook-id", async () => {
    const tenant = await registerTenant();
    const { id } = await (await postWebhook(tenant, eventBody({ invoiceId: "a" }))).json<{ id: string }>();
    await postWebhook(tenant, eventBody({ invoiceId: "a" }));
    await waitForStats(tenant, { delivered: 2 });
    expect(await callRelayJson("POST", `/v1/stores/${tenant}/replay`, { ids: [id, "evt_unknown"] })).toEqual({
      replayed: 1,
    });
    expect((await waitForDeliveries(tenant, 3))[2]?.headers["webhook-id"]).toBe(id);
    await waitForStats(tenant, { delivered: 2, pending: 0 });
    expect(await callRelayJson("POST", `/v1/stores/${tenant}/replay`, { status: "delivered" })).toEqual({
      replayed: 2,
    });
    const sequences = (await waitForDeliveries(tenant, 5)).map(({ body }) => JSON.parse(body).data.sequence);
    expect(sequences).toEqual([1, 2, 1, 1, 2]);
    await waitForStats(tenant, { accepted: 2, delivered: 2, pending: 0 });
    expect((await callRelay("POST", `/v1/stores/${tenant}/replay`, {})).status).toBe(400);
  });

  test("are retried for another five days when dead ones are replayed", async () => {
    const tenant = await registerTenant([{ status: 500 }]);
    await postWebhook(tenant);
    await waitForDeliveries(tenant, 1);
    await eventually(() =>
      inMailbox(tenant, (_mailbox, { storage: { sql } }) => {
        sql.exec("UPDATE events SET status = 2, settled_at = 1 WHERE attempts = 1");
        const dead = sql.exec("UPDATE entities SET due_at = NULL WHERE due_at > ? RETURNING 1", Date.now()).toArray();
        if (dead.length === 0) throw new Error("the first attempt isn't recorded");
      }),
    );
    await waitForStats(tenant, { dead: 1, pending: 0 });
    await scriptStore(tenant, [{ status: 500 }, {}]);
    expect(await callRelayJson("POST", `/v1/stores/${tenant}/replay`, { status: "dead" })).toEqual({ replayed: 1 });
    await waitForStats(tenant, { dead: 0, pending: 1 });
    await waitForDeliveries(tenant, 2);
    expect(await callRelayJson("POST", `/v1/stores/${tenant}/replay`, { status: "pending" })).toEqual({ replayed: 1 });
    await waitForStats(tenant, { delivered: 1 });
  });
});

test("stats contain counts, the oldest pending event's age, and latency", async () => {
  const tenant = await registerTenant();
  await postWebhook(tenant);
  await waitForStats(tenant, { delivered: 1 });
  expect(await callRelayJson("GET", `/v1/stores/${tenant}/stats`)).toMatchObject({
    store: tenant,
    accepted: 1,
    delivered: 1,
    pending: 0,
    dead: 0,
    waitingEntities: 0,
    oldestPendingAgeMs: null,
    closedAt: null,
    shards: [{ latencyMs: { samples: 1, p50: expect.any(Number), p99: expect.any(Number) } }],
  });
});
