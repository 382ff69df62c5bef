import { env, exports } from "cloudflare:workers";
import { describe, expect, test, vi } from "vitest";
import { mailboxStub } from "../../src/mailbox/mailbox-stub.ts";
import {
  eventBody,
  eventually,
  inMailbox,
  mailboxHas,
  newStoreName,
  operated,
  postWebhook,
  received,
  receivedAtLeast,
  registerStore,
  scriptStore,
  signatureOf,
  vendorKey,
} from "../support/workerd/relay.ts";

describe("from the vendor's side", () => {
  test("a body that is longer than it says is not read to its end", async () => {
    const store = await registerStore();
    let pulled = 0;
    const long = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(10_000));
        if (pulled === 1_000) controller.close();
      },
    });
    const response = await exports.default.fetch(`https://relay.test/v1/webhooks/${store}`, {
      method: "POST",
      headers: { "transfer-encoding": "chunked", "content-length": "5" },
      body: long,
    });
    expect(response.status).toBe(413);
    expect(pulled).toBeLessThan(20);
  });

  test("Key or Sign twice, endless, or with a NUL is no signature", async () => {
    const store = await registerStore();
    const body = eventBody();
    const sign = await signatureOf(body);
    const twice = new Headers([
      ["Key", vendorKey.publicKey],
      ["Key", vendorKey.publicKey],
      ["Sign", sign],
    ]);
    const long = { Key: vendorKey.publicKey, Sign: sign + "0".repeat(60_000) };
    const unknown = { Key: "k".repeat(60_000), Sign: sign };
    for (const headers of [twice, long, unknown, { Key: vendorKey.publicKey, Sign: `${sign}, ${sign}` }]) {
      const response = await exports.default.fetch(`https://relay.test/v1/webhooks/${store}`, {
        method: "POST",
        headers,
        body,
      });
      expect(response.status).toBe(401);
      expect(await response.text()).toBe('{"error":"signature refused"}');
    }
  });

  test.each([
    ["an emoji", "☕️"],
    ["half a character, escaped", "\ud83d"],
    ["a NUL", "a\u0000b"],
    ["quotes and SQL", `'"; DROP TABLE events; --`],
    ["the name of a prototype's property", "__proto__"],
    ["60,000 characters", "x".repeat(60_000)],
  ])("an entity called %s keeps its order and its bytes", async (_what, invoiceId) => {
    const store = await registerStore();
    const bodies = [1, 2].map((id) => eventBody({ id, invoiceId }));
    for (const body of bodies) expect((await postWebhook(store, body)).status).toBe(202);
    for (const body of bodies) expect((await postWebhook(store, body)).status).toBe(200);
    const deliveries = (await receivedAtLeast(store, 2)).map(({ body }) => JSON.parse(body));
    expect(deliveries.map(({ data }) => data.sequence)).toEqual([1, 2]);
    expect(deliveries.map(({ original }) => original.body)).toEqual(bodies);
    await mailboxHas(store, { accepted: 2, delivered: 2 });
  });

  test("an event that the mailbox can't store is refused alone, not those that came with it", async () => {
    const store = await registerStore();
    await postWebhook(store);
    await inMailbox(store, (_mailbox, { storage }) =>
      storage.sql.exec(
        `CREATE TRIGGER poison BEFORE INSERT ON entities WHEN NEW.name = 'invoice:poison'
         BEGIN SELECT RAISE(ABORT, 'not this one'); END`,
      ),
    );
    const events = ["a", "b", "poison", "c", "d"].map((invoiceId) => ({
      id: `evt_${invoiceId}`,
      entity: `invoice:${invoiceId}`,
      change: JSON.stringify({ type: "invoice.paid", entity: { kind: "invoice", id: invoiceId } }),
      key: vendorKey.publicKey,
      sign: "",
      body: eventBody({ invoiceId }),
    }));
    const receipts = await mailboxStub(env, store, 0).accept(store, events);
    expect(receipts).toEqual(["accepted", "accepted", "failed", "accepted", "accepted"]);
    expect((await postWebhook(store, eventBody({ invoiceId: "poison" }))).status).toBe(503);
    await mailboxHas(store, { accepted: 5, delivered: 5, pending: 0 });
  });

  test("made-up store names don't crowd out the stores that are known", async () => {
    const known = await registerStore();
    expect((await postWebhook(known)).status).toBe(202);
    const batch = vi.spyOn(env.REGISTRY, "batch");
    for (let i = 0; i < 11; i++) {
      const responses = await Promise.all(Array.from({ length: 100 }, () => postWebhook(newStoreName(), "{}")));
      expect(responses.every(({ status }) => status === 404)).toBe(true);
    }
    batch.mockRejectedValue(new Error("D1 is down"));
    expect((await postWebhook(known)).status).toBe(202);
  });

  test.each(["/v1/webhooks/", "/v1/webhooks", "//v1/webhooks/a", "/v1/webhooks/a/b", "/v1/webhooks/..%2fstores"])(
    "%s leads nowhere",
    async (path) => {
      const response = await exports.default.fetch(`https://relay.test${path}`, { method: "POST", body: "{}" });
      expect([401, 404]).toContain(response.status);
    },
  );
});

describe("from the store's side", () => {
  test("a redirect is not followed, wherever it leads", async () => {
    const inside = await registerStore();
    const store = await registerStore([{ status: 307, headers: { location: `${env.STORE_URL}/${inside}` } }]);
    await postWebhook(store);
    await eventually(async () => {
      const { deliveries } = await operated("GET", `/v1/stores/${store}/deliveries`);
      expect(deliveries).toMatchObject([{ attempts: 1, lastResult: "307 redirect refused" }]);
    });
    expect(await received(inside)).toEqual([]);
  });

  test("a store that asks for no pause gets one", async () => {
    const store = await registerStore([{ status: 503, headers: { "retry-after": "0" } }]);
    const from = Date.now();
    await postWebhook(store);
    const [delivery] = await eventually(async () => {
      const { deliveries } = await operated("GET", `/v1/stores/${store}/deliveries`);
      expect(deliveries[0]?.attempts).toBeGreaterThan(0);
      return deliveries;
    });
    expect(Date.parse(delivery.nextAttemptAt)).toBeGreaterThanOrEqual(from + 1_000);
    await scriptStore(store, [{}]);
    await mailboxHas(store, { delivered: 1 });
  });
});

describe("the clock", () => {
  test("jumps a day ahead: what is due is tried once more before it is given up, and what was accepted stays", async () => {
    const store = await registerStore([{ status: 500 }, {}]);
    await postWebhook(store);
    await receivedAtLeast(store, 1);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6 * 24 * 3_600_000 });
    await operated("POST", `/v1/stores/${store}/replay`, { status: "pending" });
    await mailboxHas(store, { accepted: 1, delivered: 1, dead: 0 });
  });

  test("jumps back: new events are still taken, numbered and delivered", async () => {
    const store = await registerStore();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - 24 * 3_600_000 });
    for (const id of [1, 2]) expect((await postWebhook(store, eventBody({ id, invoiceId: "same" }))).status).toBe(202);
    await mailboxHas(store, { accepted: 2, delivered: 2 });
  });
});

/** What an event costs: Cloudflare charges for rows written. */
test("an event of a known entity writes 8 rows at the most", async () => {
  const store = await registerStore();
  await postWebhook(store, eventBody({ invoiceId: "same" }));
  await mailboxHas(store, { delivered: 1 });
  const cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = [];
  await inMailbox(store, (_mailbox, { storage: { sql } }) => {
    const exec = sql.exec.bind(sql);
    vi.spyOn(sql, "exec").mockImplementation((query, ...bindings) => {
      const cursor = exec(query, ...bindings);
      cursors.push(cursor);
      return cursor as never;
    });
  });
  await postWebhook(store, eventBody({ invoiceId: "same" }));
  await mailboxHas(store, { delivered: 2 });
  const written = await inMailbox(store, () => cursors.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0));
  expect(written).toBeGreaterThan(3);
  expect(written).toBeLessThanOrEqual(8);
});
