import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, test, vi } from "vitest";
import { mailboxStub } from "../../src/mailbox/mailbox-stub.ts";
import {
  eventBody,
  eventually,
  inMailbox,
  mailboxHas,
  operated,
  postWebhook,
  received,
  receivedAtLeast,
  registerStore,
  scriptStore,
  signatureOf,
  vendorKey,
} from "../support/workerd/relay.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

afterEach(() => {
  vi.useRealTimers();
});

/** Sets the clock of the Worker, which shares its isolate with the test, and runs the alarm. */
async function atTime(store: string, now: number): Promise<void> {
  vi.useFakeTimers({ toFake: ["Date"], now });
  await runDurableObjectAlarm(mailboxStub(env, store, 0));
}

/** When the store's next attempt is due, in milliseconds since 1970; once there is one in the future. */
async function nextAttemptAt(store: string): Promise<number> {
  return eventually(async () => {
    const { due } = await inMailbox(store, (_mailbox, { storage: { sql } }) =>
      sql.exec<{ due: number | null }>("SELECT MIN(due_at) AS due FROM entities").one(),
    );
    if (due === null || due <= Date.now()) throw new Error("no attempt is put off");
    return due;
  });
}

async function listed(store: string, status: string): Promise<Record<string, unknown>[]> {
  return (await operated("GET", `/v1/stores/${store}/deliveries?status=${status}`)).deliveries;
}

describe("what a store receives", () => {
  test("the state change, the vendor's bytes, and a signature that the standardwebhooks library takes", async () => {
    const store = await registerStore();
    const body = eventBody({ invoiceId: "invoice-of-body" });
    const before = Date.now();
    const { id } = await (await postWebhook(store, body)).json<{ id: string }>();
    const [delivery] = await receivedAtLeast(store, 1);
    expect(delivery?.verified).toEqual([true]);
    expect(delivery?.headers).toMatchObject({ "webhook-id": id, "content-type": "application/json" });
    const message = JSON.parse(delivery?.body ?? "");
    expect(message).toEqual({
      type: "invoice.paid",
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      data: {
        store,
        sequence: 1,
        entity: { kind: "invoice", id: "invoice-of-body" },
        event: "INVOICE_PAID",
        state: "PAID",
      },
      original: { body, key: vendorKey.publicKey, sign: await signatureOf(body) },
    });
    expect(Date.parse(message.timestamp)).toBeGreaterThanOrEqual(before);
    await mailboxHas(store, { accepted: 1, delivered: 1, pending: 0, dead: 0 });
  });

  test("two signatures for 24 h after a rotation, then one", async () => {
    const store = await registerStore();
    const old = "whsec_c2VjcmV0IG9mIGV4YWN0bHkgMzIgYnl0ZXMgISEhISE=";
    const { signingSecret, previousExpiresAt } = await operated("POST", `/v1/stores/${store}/signing-secret/rotate`);
    await scriptStore(store, [{}], [old, signingSecret]);
    await postWebhook(store);
    const [first] = await receivedAtLeast(store, 1);
    expect(first?.headers["webhook-signature"]?.split(" ")).toHaveLength(2);
    expect(first?.verified).toEqual([true, true]);

    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(previousExpiresAt) + 1 });
    await postWebhook(store);
    const second = (await receivedAtLeast(store, 2))[1];
    expect(second?.headers["webhook-signature"]?.split(" ")).toHaveLength(1);
  });

  test("its events in order, gapless from 1, one at a time; entities side by side", async () => {
    const store = await registerStore([{ fault: "hold" }]);
    for (let i = 0; i < 3; i++) {
      for (const invoiceId of ["a", "b"]) await postWebhook(store, eventBody({ invoiceId }));
    }
    await receivedAtLeast(store, 2);
    await scriptStore(store, [{}]);
    const deliveries = (await receivedAtLeast(store, 6)).map(({ body, open }) => ({ ...JSON.parse(body).data, open }));
    for (const invoiceId of ["a", "b"]) {
      const own = deliveries.filter(({ entity }) => entity.id === invoiceId);
      expect(own.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    }
    expect(deliveries[1]?.open).toBe(2);
    expect(Math.max(...deliveries.map(({ open }) => open))).toBe(2);
  });

  test("at most six at once", async () => {
    const store = await registerStore([{ fault: "hold" }]);
    for (let i = 0; i < 10; i++) await postWebhook(store);
    expect((await receivedAtLeast(store, 6)).at(-1)?.open).toBe(6);
    await scriptStore(store, [{}]);
    await mailboxHas(store, { delivered: 10 });
    expect(Math.max(...(await received(store)).map(({ open }) => open))).toBe(6);
  });
});

describe("what a store's answer does", () => {
  test.each([200, 201, 202, 204, 299])("%i: delivered", async (status) => {
    const store = await registerStore([{ status }]);
    await postWebhook(store);
    await mailboxHas(store, { delivered: 1 });
    expect(await listed(store, "delivered")).toMatchObject([{ attempts: 1, lastResult: String(status) }]);
  });

  test.each([
    ["500", { status: 500 }],
    ["404", { status: 404 }],
    ["429 without Retry-After", { status: 429 }],
    ["301 redirect refused", { status: 301, headers: { location: "/elsewhere" } }],
    ["307 redirect refused", { status: 307, headers: { location: "https://example.com/" } }],
    ["connection failed", { fault: "reset" as const }],
  ])("%s: again after about 5 s with the same webhook-id", async (result, step) => {
    const store = await registerStore([step, {}]);
    const from = Date.now();
    await postWebhook(store);
    const due = await nextAttemptAt(store);
    expect(due - from).toBeGreaterThanOrEqual(4_000);
    expect(due - from).toBeLessThan(8_000);
    expect(await listed(store, "pending")).toMatchObject([
      {
        attempts: 1,
        lastResult: result.replace(" without Retry-After", ""),
        nextAttemptAt: new Date(due).toISOString(),
      },
    ]);
    await atTime(store, due);
    const [first, second] = await receivedAtLeast(store, 2);
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    expect(second?.body).toBe(first?.body);
    await mailboxHas(store, { delivered: 1 });
  });

  test.each([
    [429, "120", 120_000],
    [503, "7", 7_000],
    [503, "999999999", 6 * HOUR_MS],
    [429, "as a date", HOUR_MS],
  ])("%i with Retry-After %s is obeyed", async (status, header, delayMs) => {
    const from = Date.now();
    const asked = header === "as a date" ? new Date(from + delayMs).toUTCString() : header;
    const store = await registerStore([{ status, headers: { "retry-after": asked } }]);
    await postWebhook(store);
    const waited = (await nextAttemptAt(store)) - from;
    // A date has whole seconds; how long the first attempt took is added to the others.
    expect(waited).toBeGreaterThan(delayMs - 1_001);
    expect(waited).toBeLessThan(delayMs + 20_000);
  });

  test("Retry-After of another status isn't", async () => {
    const store = await registerStore([{ status: 500, headers: { "retry-after": "3600" } }]);
    const from = Date.now();
    await postWebhook(store);
    expect((await nextAttemptAt(store)) - from).toBeLessThan(8_000);
  });

  test("none within 15 s: again", { timeout: 40_000 }, async () => {
    const store = await registerStore([{ fault: "hold" }, {}]);
    await postWebhook(store);
    await eventually(async () => expect(await listed(store, "pending")).toMatchObject([{ lastResult: "timeout" }]));
    await atTime(store, await nextAttemptAt(store));
    await mailboxHas(store, { delivered: 1 });
  });

  test("delays double up to 6 h, and after five days it is dead, kept, and the next event follows", async () => {
    const store = await registerStore([{ status: 500 }]);
    const from = Date.now();
    vi.useFakeTimers({ toFake: ["Date"], now: from });
    await postWebhook(store, eventBody({ invoiceId: "a" }));
    await nextAttemptAt(store);
    // Its own five days end later.
    vi.setSystemTime(from + 1_000);
    await postWebhook(store, eventBody({ invoiceId: "a" }));
    const delays: number[] = [];
    for (let now = from, dead = 0; dead === 0; ) {
      const due = await nextAttemptAt(store);
      delays.push(due - now);
      now = due;
      const attempts = (await received(store)).length;
      // The second event is due as soon as the first is dead.
      await scriptStore(store, [{ status: 500 }]);
      await atTime(store, now);
      await receivedAtLeast(store, attempts + 1);
      dead = await eventually(async () => {
        const [next] = await listed(store, "pending");
        if (next?.attempts === delays.length && next.sequence === 1) throw new Error("not settled yet");
        return (await listed(store, "dead")).length;
      });
    }
    delays.slice(1, 12).forEach((delayMs, i) => {
      const aim = Math.min(5_000 * 2 ** (i + 1), 6 * HOUR_MS);
      expect(delayMs).toBeGreaterThanOrEqual(aim * 0.8);
      expect(delayMs).toBeLessThanOrEqual(aim * 1.2 + 1);
    });
    expect(Math.max(...delays)).toBeLessThan(6 * HOUR_MS + 1_000);
    expect(Date.now() - from).toBeGreaterThanOrEqual(5 * DAY_MS);
    expect(Date.now() - from).toBeLessThan(5 * DAY_MS + 10_000);
    expect(await listed(store, "dead")).toMatchObject([
      { sequence: 1, lastResult: "500", settledAt: expect.any(String) },
    ]);
    const last = (await receivedAtLeast(store, delays.length + 2)).at(-1);
    expect(JSON.parse(last?.body ?? "").data.sequence).toBe(2);
  });

  test("410: closed, nothing more is sent, all is kept, until the store is registered again", async () => {
    const store = await registerStore([{ status: 410 }]);
    await postWebhook(store);
    await receivedAtLeast(store, 1);
    await eventually(async () =>
      expect(await operated("GET", `/v1/stores/${store}/stats`)).toMatchObject({
        closedAt: expect.any(String),
        pending: 1,
      }),
    );
    expect((await postWebhook(store)).status).toBe(202);
    await atTime(store, Date.now() + 30 * DAY_MS);
    await evictDurableObject(mailboxStub(env, store, 0));
    await runDurableObjectAlarm(mailboxStub(env, store, 0));
    expect(await received(store)).toHaveLength(1);
    await mailboxHas(store, { accepted: 2, pending: 2, dead: 0 });

    await scriptStore(store, [{ status: 500 }, {}]);
    await operated("PUT", `/v1/stores/${store}`, { url: `${env.STORE_URL}/${store}`, keys: [vendorKey] });
    await mailboxHas(store, { delivered: 1, pending: 1, dead: 0 });
    await atTime(store, await nextAttemptAt(store));
    await mailboxHas(store, { delivered: 2 });
  });
});

describe("what goes wrong inside", () => {
  test("an object that was evicted delivers from its alarm", async () => {
    const store = await registerStore([{ status: 500 }, {}]);
    await postWebhook(store);
    const due = await nextAttemptAt(store);
    await evictDurableObject(mailboxStub(env, store, 0));
    await atTime(store, due);
    await mailboxHas(store, { delivered: 1 });
  });

  test("an alarm is set with the event, so that it is delivered if the process dies at once", async () => {
    const store = await registerStore([{ fault: "hold" }]);
    await postWebhook(store);
    const alarm = await inMailbox(store, (_mailbox, { storage }) => storage.getAlarm());
    expect(alarm).toBeLessThanOrEqual(Date.now() + 5_000);
  });

  test("the registry can't be read: nothing is sent, no attempt is counted, and it goes on later", async () => {
    const store = await registerStore();
    await scriptStore(store, [{ status: 500 }, {}]);
    await postWebhook(store);
    const due = await nextAttemptAt(store);
    const batch = vi.spyOn(env.REGISTRY, "batch").mockRejectedValue(new Error("D1 is down"));
    // Past the hour that an old entry is used for.
    await atTime(store, due + 2 * HOUR_MS);
    const later = await nextAttemptAt(store);
    expect(await received(store)).toHaveLength(1);
    batch.mockRestore();
    await atTime(store, later);
    await mailboxHas(store, { delivered: 1 });
    expect(await listed(store, "delivered")).toMatchObject([{ attempts: 2 }]);
  });

  test("an outcome that can't be recorded puts off its own entity, not those that are recorded with it", async () => {
    const store = await registerStore([{ fault: "hold" }]);
    await inMailbox(store, (_mailbox, { storage }) =>
      storage.sql.exec(
        `CREATE TRIGGER poison BEFORE UPDATE ON events WHEN NEW.body LIKE '%"poison"%'
         BEGIN SELECT RAISE(ABORT, 'not this one'); END`,
      ),
    );
    for (const invoiceId of ["poison", "a", "b", "c", "d", "e"]) await postWebhook(store, eventBody({ invoiceId }));
    await receivedAtLeast(store, 6);
    const from = Date.now();
    // All that are held are answered at the same time.
    await scriptStore(store, [{}]);
    await mailboxHas(store, { delivered: 5, pending: 1 });
    expect((await nextAttemptAt(store)) - from).toBeGreaterThanOrEqual(30_000);
    await inMailbox(store, (_mailbox, { storage }) => storage.sql.exec("DROP TRIGGER poison"));
    await atTime(store, await nextAttemptAt(store));
    await mailboxHas(store, { delivered: 6 });
  });

  test("an entity that is due though nothing of it is pending comes to rest", async () => {
    const store = await registerStore();
    await postWebhook(store);
    await mailboxHas(store, { delivered: 1 });
    await inMailbox(store, (_mailbox, { storage }) => storage.sql.exec("UPDATE entities SET due_at = 1"));
    await runDurableObjectAlarm(mailboxStub(env, store, 0));
    await eventually(async () => {
      const due = await inMailbox(store, (_mailbox, { storage }) => [
        ...storage.sql.exec("SELECT due_at FROM entities"),
      ]);
      expect(due).toEqual([{ due_at: null }]);
    });
    expect(await received(store)).toHaveLength(1);
  });

  test("a failure in the alarm doesn't escape, and it comes again", async () => {
    const store = await registerStore([{ status: 500 }, {}]);
    await postWebhook(store);
    const due = await nextAttemptAt(store);
    await inMailbox(store, (_mailbox, { storage }) => storage.sql.exec("ALTER TABLE entities RENAME TO gone"));
    await atTime(store, due);
    const alarm = await inMailbox(store, (_mailbox, { storage }) => {
      storage.sql.exec("ALTER TABLE gone RENAME TO entities");
      return storage.getAlarm();
    });
    expect(alarm).toBe(due + 5_000);
    await atTime(store, due + 5_000);
    await mailboxHas(store, { delivered: 1 });
  });
});

test("a store that hangs delays neither another store nor, beyond its connections, its own other entities", async () => {
  const slow = await registerStore([{ fault: "hold" }]);
  const quick = await registerStore();
  for (let i = 0; i < 5; i++) await postWebhook(slow);
  await receivedAtLeast(slow, 5);
  const from = performance.now();
  await postWebhook(quick);
  await receivedAtLeast(quick, 1);
  await postWebhook(slow);
  await receivedAtLeast(slow, 6);
  // Well below the 15 s that the others still hang for.
  expect(performance.now() - from).toBeLessThan(5_000);
});
