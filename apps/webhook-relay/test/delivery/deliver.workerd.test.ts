import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, test, vi } from "vitest";
import { mailboxStub } from "../../src/mailbox/mailbox-stub.ts";
import {
  callRelayJson,
  eventBody,
  eventually,
  inMailbox,
  postWebhook,
  received,
  registerTenant,
  scriptStore,
  signatureOf,
  vendorKey,
  waitForDeliveries,
  waitForStats,
} from "../support/workerd/relay.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Sets the clock, which the Worker shares with the test, and runs the alarm. */
async function runAlarmAt(tenant: string, now: number): Promise<void> {
  vi.useFakeTimers({ toFake: ["Date"], now });
  await runDurableObjectAlarm(mailboxStub(env, tenant, 0));
}

/** Waits for an attempt in the future, and returns when it is due, in milliseconds since 1970. */
async function nextAttemptAt(tenant: string): Promise<number> {
  return eventually(async () => {
    const { due } = await inMailbox(tenant, (_mailbox, { storage: { sql } }) =>
      sql.exec<{ due: number | null }>("SELECT MIN(due_at) AS due FROM entities").one(),
    );
    if (due === null || due <= Date.now()) throw new Error("no attempt is scheduled");
    return due;
  });
}

async function listDeliveries(tenant: string, status: string): Promise<Record<string, unknown>[]> {
  return (await callRelayJson("GET", `/v1/stores/${tenant}/deliveries?status=${status}`)).deliveries;
}

describe("what a store receives", () => {
  test("the change and the vendor's bytes, with a Standard Webhooks signature", async () => {
    const tenant = await registerTenant();
    const body = eventBody({ invoiceId: "invoice-of-body" });
    const before = Date.now();
    const { id } = await (await postWebhook(tenant, body)).json<{ id: string }>();
    const [delivery] = await waitForDeliveries(tenant, 1);
    expect(delivery?.verified).toEqual([true]);
    expect(delivery?.headers).toMatchObject({ "webhook-id": id, "content-type": "application/json" });
    const message = JSON.parse(delivery?.body ?? "");
    expect(message).toEqual({
      type: "invoice.paid",
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      data: {
        store: tenant,
        sequence: 1,
        entity: { kind: "invoice", id: "invoice-of-body" },
        event: "INVOICE_PAID",
        state: "PAID",
      },
      original: { body, key: vendorKey.publicKey, sign: await signatureOf(body) },
    });
    expect(Date.parse(message.timestamp)).toBeGreaterThanOrEqual(before);
    await waitForStats(tenant, { accepted: 1, delivered: 1, pending: 0, dead: 0 });
  });

  test("two signatures for 24 h after a rotation, then one", async () => {
    const tenant = await registerTenant();
    const old = "whsec_c2VjcmV0IG9mIGV4YWN0bHkgMzIgYnl0ZXMgISEhISE=";
    const { signingSecret, previousExpiresAt } = await callRelayJson(
      "POST",
      `/v1/stores/${tenant}/signing-secret/rotate`,
    );
    await scriptStore(tenant, [{}], [old, signingSecret]);
    await postWebhook(tenant);
    const [first] = await waitForDeliveries(tenant, 1);
    expect(first?.headers["webhook-signature"]?.split(" ")).toHaveLength(2);
    expect(first?.verified).toEqual([true, true]);

    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(previousExpiresAt) + 1 });
    await postWebhook(tenant);
    const second = (await waitForDeliveries(tenant, 2))[1];
    expect(second?.headers["webhook-signature"]?.split(" ")).toHaveLength(1);
  });

  test("each entity's events in order, one at a time, entities in parallel", async () => {
    const tenant = await registerTenant([{ fault: "hold" }]);
    for (let i = 0; i < 3; i++) {
      for (const invoiceId of ["a", "b"]) await postWebhook(tenant, eventBody({ invoiceId }));
    }
    await waitForDeliveries(tenant, 2);
    await scriptStore(tenant, [{}]);
    const deliveries = (await waitForDeliveries(tenant, 6)).map(({ body, open }) => ({
      ...JSON.parse(body).data,
      open,
    }));
    for (const invoiceId of ["a", "b"]) {
      const own = deliveries.filter(({ entity }) => entity.id === invoiceId);
      expect(own.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    }
    expect(deliveries[1]?.open).toBe(2);
    expect(Math.max(...deliveries.map(({ open }) => open))).toBe(2);
  });

  test("at most six deliveries at once", async () => {
    const tenant = await registerTenant([{ fault: "hold" }]);
    for (let i = 0; i < 10; i++) await postWebhook(tenant);
    expect((await waitForDeliveries(tenant, 6)).at(-1)?.open).toBe(6);
    await scriptStore(tenant, [{}]);
    await waitForStats(tenant, { delivered: 10 });
    expect(Math.max(...(await received(tenant)).map(({ open }) => open))).toBe(6);
  });
});

describe("an answer of the store", () => {
  test.each([200, 201, 202, 204, 299])("%i is a delivery", async (status) => {
    const tenant = await registerTenant([{ status }]);
    await postWebhook(tenant);
    await waitForStats(tenant, { delivered: 1 });
    expect(await listDeliveries(tenant, "delivered")).toMatchObject([{ attempts: 1, lastResult: String(status) }]);
  });

  test.each([
    ["500", { status: 500 }],
    ["404", { status: 404 }],
    ["429 without Retry-After", { status: 429 }],
    ["301 redirect refused", { status: 301, headers: { location: "/elsewhere" } }],
    ["307 redirect refused", { status: 307, headers: { location: "https://example.com/" } }],
    ["connection failed", { fault: "reset" as const }],
  ])("%s is retried after about 5 s with the same webhook-id", async (result, step) => {
    const tenant = await registerTenant([step, {}]);
    const from = Date.now();
    await postWebhook(tenant);
    const due = await nextAttemptAt(tenant);
    expect(due - from).toBeGreaterThanOrEqual(4_000);
    expect(due - from).toBeLessThan(8_000);
    expect(await listDeliveries(tenant, "pending")).toMatchObject([
      {
        attempts: 1,
        lastResult: result.replace(" without Retry-After", ""),
        nextAttemptAt: new Date(due).toISOString(),
      },
    ]);
    await runAlarmAt(tenant, due);
    const [first, second] = await waitForDeliveries(tenant, 2);
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    expect(second?.body).toBe(first?.body);
    await waitForStats(tenant, { delivered: 1 });
  });

  test.each([
    [429, "120", 120_000],
    [503, "7", 7_000],
    [503, "999999999", 6 * HOUR_MS],
    [429, "as a date", HOUR_MS],
  ])("%i with Retry-After %s delays the retry so long", async (status, header, delayMs) => {
    const from = Date.now();
    const asked = header === "as a date" ? new Date(from + delayMs).toUTCString() : header;
    const tenant = await registerTenant([{ status, headers: { "retry-after": asked } }]);
    await postWebhook(tenant);
    const waited = (await nextAttemptAt(tenant)) - from;
    // A date is exact to a second. The duration of the first attempt adds to the others.
    expect(waited).toBeGreaterThan(delayMs - 1_001);
    expect(waited).toBeLessThan(delayMs + 20_000);
  });

  test("500 with Retry-After doesn't delay the retry", async () => {
    const tenant = await registerTenant([{ status: 500, headers: { "retry-after": "3600" } }]);
    const from = Date.now();
    await postWebhook(tenant);
    expect((await nextAttemptAt(tenant)) - from).toBeLessThan(8_000);
  });

  test("that takes longer than 15 s is retried", { timeout: 40_000 }, async () => {
    const tenant = await registerTenant([{ fault: "hold" }, {}]);
    await postWebhook(tenant);
    await eventually(async () =>
      expect(await listDeliveries(tenant, "pending")).toMatchObject([{ lastResult: "timeout" }]),
    );
    await runAlarmAt(tenant, await nextAttemptAt(tenant));
    await waitForStats(tenant, { delivered: 1 });
  });

  test("that is always 500 makes the event dead after five days", async () => {
    const tenant = await registerTenant([{ status: 500 }]);
    const from = Date.now();
    vi.useFakeTimers({ toFake: ["Date"], now: from });
    await postWebhook(tenant, eventBody({ invoiceId: "a" }));
    await nextAttemptAt(tenant);
    // The second event's five days end later.
    vi.setSystemTime(from + 1_000);
    await postWebhook(tenant, eventBody({ invoiceId: "a" }));
    const delays: number[] = [];
    for (let now = from, dead = 0; dead === 0; ) {
      const due = await nextAttemptAt(tenant);
      delays.push(due - now);
      now = due;
      const attempts = (await received(tenant)).length;
      // The second event is due as soon as the first is dead.
      await scriptStore(tenant, [{ status: 500 }]);
      await runAlarmAt(tenant, now);
      await waitForDeliveries(tenant, attempts + 1);
      dead = await eventually(async () => {
        const [next] = await listDeliveries(tenant, "pending");
        if (next?.attempts === delays.length && next.sequence === 1) throw new Error("the attempt isn't recorded");
        return (await listDeliveries(tenant, "dead")).length;
      });
    }
    delays.slice(1, 12).forEach((delayMs, i) => {
      const target = Math.min(5_000 * 2 ** (i + 1), 6 * HOUR_MS);
      expect(delayMs).toBeGreaterThanOrEqual(target * 0.8);
      expect(delayMs).toBeLessThanOrEqual(target * 1.2 + 1);
    });
    expect(Math.max(...delays)).toBeLessThan(6 * HOUR_MS + 1_000);
    expect(Date.now() - from).toBeGreaterThanOrEqual(5 * DAY_MS);
    expect(Date.now() - from).toBeLessThan(5 * DAY_MS + 10_000);
    expect(await listDeliveries(tenant, "dead")).toMatchObject([
      { sequence: 1, lastResult: "500", settledAt: expect.any(String) },
    ]);
    const last = (await waitForDeliveries(tenant, delays.length + 2)).at(-1);
    expect(JSON.parse(last?.body ?? "").data.sequence).toBe(2);
  });

  test("410 stops deliveries until the tenant is registered again", async () => {
    const tenant = await registerTenant([{ status: 410 }]);
    await postWebhook(tenant);
    await waitForDeliveries(tenant, 1);
    await eventually(async () =>
      expect(await callRelayJson("GET", `/v1/stores/${tenant}/stats`)).toMatchObject({
        closedAt: expect.any(String),
        pending: 1,
      }),
    );
    expect((await postWebhook(tenant)).status).toBe(202);
    await runAlarmAt(tenant, Date.now() + 30 * DAY_MS);
    await evictDurableObject(mailboxStub(env, tenant, 0));
    await runDurableObjectAlarm(mailboxStub(env, tenant, 0));
    expect(await received(tenant)).toHaveLength(1);
    await waitForStats(tenant, { accepted: 2, pending: 2, dead: 0 });

    await scriptStore(tenant, [{ status: 500 }, {}]);
    await callRelayJson("PUT", `/v1/stores/${tenant}`, { url: `${env.STORE_URL}/${tenant}`, keys: [vendorKey] });
    await waitForStats(tenant, { delivered: 1, pending: 1, dead: 0 });
    await runAlarmAt(tenant, await nextAttemptAt(tenant));
    await waitForStats(tenant, { delivered: 2 });
  });
});

describe("after an internal failure", () => {
  test("an evicted mailbox delivers from its alarm", async () => {
    const tenant = await registerTenant([{ status: 500 }, {}]);
    await postWebhook(tenant);
    const due = await nextAttemptAt(tenant);
    await evictDurableObject(mailboxStub(env, tenant, 0));
    await runAlarmAt(tenant, due);
    await waitForStats(tenant, { delivered: 1 });
  });

  test("an accepted event has an alarm, in case the process dies", async () => {
    const tenant = await registerTenant([{ fault: "hold" }]);
    await postWebhook(tenant);
    const alarm = await inMailbox(tenant, (_mailbox, { storage }) => storage.getAlarm());
    expect(alarm).toBeLessThanOrEqual(Date.now() + 5_000);
  });

  test("an unreadable registry postpones deliveries without counting attempts", async () => {
    const tenant = await registerTenant();
    await scriptStore(tenant, [{ status: 500 }, {}]);
    await postWebhook(tenant);
    const due = await nextAttemptAt(tenant);
    const batch = vi.spyOn(env.REGISTRY, "batch").mockRejectedValue(new Error("D1 is down"));
    // After more than the hour that a stale entry is used.
    await runAlarmAt(tenant, due + 2 * HOUR_MS);
    const later = await nextAttemptAt(tenant);
    expect(await received(tenant)).toHaveLength(1);
    batch.mockRestore();
    await runAlarmAt(tenant, later);
    await waitForStats(tenant, { delivered: 1 });
    expect(await listDeliveries(tenant, "delivered")).toMatchObject([{ attempts: 2 }]);
  });

  test("an outcome that can't be recorded postpones only its own entity", async () => {
    const tenant = await registerTenant([{ fault: "hold" }]);
    await inMailbox(tenant, (_mailbox, { storage }) =>
      storage.sql.exec(
        `CREATE TRIGGER poison BEFORE UPDATE ON events WHEN NEW.body LIKE '%"poison"%'
         BEGIN SELECT RAISE(ABORT, 'not this one'); END`,
      ),
    );
    for (const invoiceId of ["poison", "a", "b", "c", "d", "e"]) await postWebhook(tenant, eventBody({ invoiceId }));
    await waitForDeliveries(tenant, 6);
    const from = Date.now();
    // Answers all held requests at the same time.
    await scriptStore(tenant, [{}]);
    await waitForStats(tenant, { delivered: 5, pending: 1 });
    expect((await nextAttemptAt(tenant)) - from).toBeGreaterThanOrEqual(30_000);
    await inMailbox(tenant, (_mailbox, { storage }) => storage.sql.exec("DROP TRIGGER poison"));
    await runAlarmAt(tenant, await nextAttemptAt(tenant));
    await waitForStats(tenant, { delivered: 6 });
  });

  test("an entity that is due without a pending event becomes idle", async () => {
    const tenant = await registerTenant();
    await postWebhook(tenant);
    await waitForStats(tenant, { delivered: 1 });
    await inMailbox(tenant, (_mailbox, { storage }) => storage.sql.exec("UPDATE entities SET due_at = 1"));
    await runDurableObjectAlarm(mailboxStub(env, tenant, 0));
    await eventually(async () => {
      const due = await inMailbox(tenant, (_mailbox, { storage }) => [
        ...storage.sql.exec("SELECT due_at FROM entities"),
      ]);
      expect(due).toEqual([{ due_at: null }]);
    });
    expect(await received(tenant)).toHaveLength(1);
  });

  test("a failing alarm is set again", async () => {
    const tenant = await registerTenant([{ status: 500 }, {}]);
    await postWebhook(tenant);
    const due = await nextAttemptAt(tenant);
    await inMailbox(tenant, (_mailbox, { storage }) => storage.sql.exec("ALTER TABLE entities RENAME TO gone"));
    await runAlarmAt(tenant, due);
    const alarm = await inMailbox(tenant, (_mailbox, { storage }) => {
      storage.sql.exec("ALTER TABLE gone RENAME TO entities");
      return storage.getAlarm();
    });
    expect(alarm).toBe(due + 5_000);
    await runAlarmAt(tenant, due + 5_000);
    await waitForStats(tenant, { delivered: 1 });
  });
});

test("a hanging store delays neither other tenants nor its other entities", async () => {
  const slow = await registerTenant([{ fault: "hold" }]);
  const quick = await registerTenant();
  for (let i = 0; i < 5; i++) await postWebhook(slow);
  await waitForDeliveries(slow, 5);
  const from = performance.now();
  await postWebhook(quick);
  await waitForDeliveries(quick, 1);
  await postWebhook(slow);
  await waitForDeliveries(slow, 6);
  // Well below the 15 s for which the others still hang.
  expect(performance.now() - from).toBeLessThan(5_000);
});
