import { env, exports } from "cloudflare:workers";
import { describe, expect, test, vi } from "vitest";
import { mailboxStub } from "../../src/mailbox/mailbox-stub.ts";
import {
  callRelayJson,
  eventBody,
  eventually,
  inMailbox,
  newTenantName,
  postWebhook,
  received,
  registerTenant,
  scriptStore,
  signatureOf,
  vendorKey,
  waitForDeliveries,
  waitForStats,
} from "../support/workerd/relay.ts";

describe("requests to the webhook path", () => {
  test("stops reading a body that exceeds its declared length", async () => {
    const tenant = await registerTenant();
    let pulled = 0;
    const long = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(10_000));
        if (pulled === 1_000) controller.close();
      },
    });
    const response = await exports.default.fetch(`https://relay.test/v1/webhooks/${tenant}`, {
      method: "POST",
      headers: { "transfer-encoding": "chunked", "content-length": "5" },
      body: long,
    });
    expect(response.status).toBe(413);
    expect(pulled).toBeLessThan(20);
  });

  test("refuses repeated and oversized Key and Sign headers", async () => {
    const tenant = await registerTenant();
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
      const response = await exports.default.fetch(`https://relay.test/v1/webhooks/${tenant}`, {
        method: "POST",
        headers,
        body,
      });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ code: "invalid_signature" });
    }
  });

  test.each([
    ["an emoji", "☕️"],
    ["a lone surrogate", "\ud83d"],
    ["a NUL", "a\u0000b"],
    ["quotes and SQL", `'"; DROP TABLE events; --`],
    ["__proto__", "__proto__"],
    ["60,000 characters", "x".repeat(60_000)],
  ])("keeps order and bytes of an entity named %s", async (_what, invoiceId) => {
    const tenant = await registerTenant();
    const bodies = [1, 2].map((id) => eventBody({ id, invoiceId }));
    for (const body of bodies) expect((await postWebhook(tenant, body)).status).toBe(202);
    for (const body of bodies) expect((await postWebhook(tenant, body)).status).toBe(200);
    const deliveries = (await waitForDeliveries(tenant, 2)).map(({ body }) => JSON.parse(body));
    expect(deliveries.map(({ data }) => data.sequence)).toEqual([1, 2]);
    expect(deliveries.map(({ original }) => original.body)).toEqual(bodies);
    await waitForStats(tenant, { accepted: 2, delivered: 2 });
  });

  test("refuses only the event of a batch that can't be stored", async () => {
    const tenant = await registerTenant();
    await postWebhook(tenant);
    await inMailbox(tenant, (_mailbox, { storage }) =>
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
    const receipts = await mailboxStub(env, tenant, 0).accept(tenant, events);
    expect(receipts).toEqual(["accepted", "accepted", "failed", "accepted", "accepted"]);
    expect((await postWebhook(tenant, eventBody({ invoiceId: "poison" }))).status).toBe(503);
    await waitForStats(tenant, { accepted: 5, delivered: 5, pending: 0 });
  });

  test("invented tenant names don't evict cached tenants", async () => {
    const known = await registerTenant();
    expect((await postWebhook(known)).status).toBe(202);
    const batch = vi.spyOn(env.REGISTRY, "batch");
    for (let i = 0; i < 11; i++) {
      const responses = await Promise.all(Array.from({ length: 100 }, () => postWebhook(newTenantName(), "{}")));
      expect(responses.every(({ status }) => status === 404)).toBe(true);
    }
    batch.mockRejectedValue(new Error("D1 is down"));
    expect((await postWebhook(known)).status).toBe(202);
  });

  test.each(["/v1/webhooks/", "/v1/webhooks", "//v1/webhooks/a", "/v1/webhooks/a/b", "/v1/webhooks/..%2fstores"])(
    "%s reaches no mailbox and no data",
    async (path) => {
      const response = await exports.default.fetch(`https://relay.test${path}`, { method: "POST", body: "{}" });
      expect([401, 404]).toContain(response.status);
    },
  );
});

describe("answers of the store", () => {
  test("doesn't follow a redirect", async () => {
    const target = await registerTenant();
    const tenant = await registerTenant([{ status: 307, headers: { location: `${env.STORE_URL}/${target}` } }]);
    await postWebhook(tenant);
    await eventually(async () => {
      const { deliveries } = await callRelayJson("GET", `/v1/stores/${tenant}/deliveries`);
      expect(deliveries).toMatchObject([{ attempts: 1, lastResult: "307 redirect refused" }]);
    });
    expect(await received(target)).toEqual([]);
  });

  test("waits at least a second even if Retry-After is 0", async () => {
    const tenant = await registerTenant([{ status: 503, headers: { "retry-after": "0" } }]);
    const from = Date.now();
    await postWebhook(tenant);
    const [delivery] = await eventually(async () => {
      const { deliveries } = await callRelayJson("GET", `/v1/stores/${tenant}/deliveries`);
      expect(deliveries[0]?.attempts).toBeGreaterThan(0);
      return deliveries;
    });
    expect(Date.parse(delivery.nextAttemptAt)).toBeGreaterThanOrEqual(from + 1_000);
    await scriptStore(tenant, [{}]);
    await waitForStats(tenant, { delivered: 1 });
  });
});

describe("jumps of the clock", () => {
  test("six days ahead: an expired event gets one more attempt", async () => {
    const tenant = await registerTenant([{ status: 500 }, {}]);
    await postWebhook(tenant);
    await waitForDeliveries(tenant, 1);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6 * 24 * 3_600_000 });
    await callRelayJson("POST", `/v1/stores/${tenant}/replay`, { status: "pending" });
    await waitForStats(tenant, { accepted: 1, delivered: 1, dead: 0 });
  });

  test("one day back: new events are accepted and delivered", async () => {
    const tenant = await registerTenant();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - 24 * 3_600_000 });
    for (const id of [1, 2]) expect((await postWebhook(tenant, eventBody({ id, invoiceId: "same" }))).status).toBe(202);
    await waitForStats(tenant, { accepted: 2, delivered: 2 });
  });
});

// Cloudflare charges for written rows.
test("an event of a known entity writes at most 8 rows", async () => {
  const tenant = await registerTenant();
  await postWebhook(tenant, eventBody({ invoiceId: "same" }));
  await waitForStats(tenant, { delivered: 1 });
  const cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = [];
  await inMailbox(tenant, (_mailbox, { storage: { sql } }) => {
    const exec = sql.exec.bind(sql);
    vi.spyOn(sql, "exec").mockImplementation((query, ...bindings) => {
      const cursor = exec(query, ...bindings);
      cursors.push(cursor);
      return cursor as never;
    });
  });
  await postWebhook(tenant, eventBody({ invoiceId: "same" }));
  await waitForStats(tenant, { delivered: 2 });
  const written = await inMailbox(tenant, () => cursors.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0));
  expect(written).toBeGreaterThan(3);
  expect(written).toBeLessThanOrEqual(8);
});
