import { env, exports } from "cloudflare:workers";
import { describe, expect, test, vi } from "vitest";
import { putVendorKey } from "../../src/registry/vendor-keys.ts";
import {
  callRelayJson,
  eventBody,
  eventually,
  inMailbox,
  mailboxRows,
  newTenantName,
  postWebhook,
  registerTenant,
  signatureOf,
  vendorKey,
  waitForDeliveries,
  waitForStats,
} from "../support/workerd/relay.ts";

const nothing = { events: 0, receipts: 0, entities: 0 };

describe("answers to the vendor", () => {
  test("202 once a new event is in the mailbox", async () => {
    const tenant = await registerTenant([{ status: 503 }]);
    const response = await postWebhook(tenant);
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ status: "accepted", id: expect.stringMatching(/^evt_[\w-]{22}$/) });
    expect(await mailboxRows(tenant)).toEqual({ events: 1, receipts: 1, entities: 1 });
  });

  test("200 with the same id for the same content, under any key", async () => {
    const tenant = await registerTenant();
    const body = eventBody();
    const { id } = await (await postWebhook(tenant, body)).json<{ id: string }>();
    const again = await postWebhook(tenant, body);
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual({ status: "duplicate", id });

    await callRelayJson("POST", `/v1/stores/${tenant}/keys`, { publicKey: "second", secretKey: "second-secret" });
    const underOtherKey = await postWebhook(tenant, body, {
      Key: "second",
      Sign: await signatureOf(body, "second-secret"),
    });
    expect(underOtherKey.status).toBe(200);
    expect(await underOtherKey.json()).toEqual({ status: "duplicate", id });
    expect(await mailboxRows(tenant)).toEqual({ events: 1, receipts: 1, entities: 1 });
  });

  test.each([
    ["not JSON", "not json"],
    ["not a JSON object", "[]"],
    ["without an event type", JSON.stringify({ id: 1, data: { amount: 1 } })],
    ["not UTF-8", new Uint8Array([0x7b, 0xff, 0x7d])],
    ["JSON after a byte order mark", `\u{feff}${eventBody()}`],
    ["nested too deeply", "[".repeat(20_000)],
    ["empty", ""],
  ])("400 for a verified body that is %s", async (_what, body) => {
    const tenant = await registerTenant();
    expect((await postWebhook(tenant, body)).status).toBe(400);
    expect(await mailboxRows(tenant)).toEqual(nothing);
  });

  test("accepts an event of an unknown type and delivers it as unknown", async () => {
    const tenant = await registerTenant();
    expect((await postWebhook(tenant, eventBody({ eventType: "SOMETHING_NEW" }))).status).toBe(202);
    const [delivery] = await waitForDeliveries(tenant, 1);
    expect(JSON.parse(delivery?.body ?? "")).toMatchObject({ type: "unknown", data: { event: "SOMETHING_NEW" } });
  });

  describe("the same 401, and nothing stored, for", () => {
    const body = eventBody();
    const cases: [string, (sign: string) => Record<string, string>, ((body: string) => string)?][] = [
      ["an altered byte in the body", () => ({}), (text) => text.replace("12.5", "12.6")],
      ["a space after the body", () => ({}), (text) => `${text} `],
      ["an altered digit in Sign", (sign) => ({ Sign: (sign[0] === "0" ? "1" : "0") + sign.slice(1) })],
      ["a Sign that is too short", (sign) => ({ Sign: sign.slice(2) })],
      ["a Sign that is not hex", (sign) => ({ Sign: `zz${sign.slice(2)}` })],
      ["no Sign", () => ({ Sign: "" })],
      ["an altered Key", () => ({ Key: `${vendorKey.publicKey}x` })],
      ["no Key", () => ({ Key: "" })],
      ["the Key of an object's prototype", () => ({ Key: "constructor" })],
    ];

    test.each(cases)("%s", async (_what, headers, alter = (text) => text) => {
      const tenant = await registerTenant();
      const sign = await signatureOf(body);
      const response = await postWebhook(tenant, alter(body), { Sign: sign, ...headers(sign) });
      expect(response.status).toBe(401);
      expect(await response.text()).toBe('{"code":"invalid_signature","message":"Key or Sign is wrong or missing."}');
      expect([...response.headers.keys()].sort()).toEqual(["content-type"]);
      expect(await mailboxRows(tenant)).toEqual(nothing);
    });

    test("a signature with another tenant's key", async () => {
      const tenant = await registerTenant([{}], { keys: [{ publicKey: "mine", secretKey: "mine-secret" }] });
      expect((await postWebhook(tenant, body)).status).toBe(401);
      expect((await postWebhook(tenant, body, { Key: "mine" })).status).toBe(401);
    });
  });

  test("accepts a signature in upper-case hex", async () => {
    const tenant = await registerTenant();
    const body = eventBody();
    const sign = (await signatureOf(body)).toUpperCase();
    expect((await postWebhook(tenant, body, { Sign: sign })).status).toBe(202);
  });

  test("429 after 60 bad signatures a minute, while good ones are accepted", async () => {
    const tenant = await registerTenant();
    const from = { "cf-connecting-ip": "192.0.2.1" };
    const statuses = [];
    for (let i = 0; i < 65; i++)
      statuses.push((await postWebhook(tenant, eventBody(), { ...from, Sign: "00" })).status);
    expect(statuses.slice(0, 60)).toEqual(Array(60).fill(401));
    expect(statuses.slice(60)).toEqual(Array(5).fill(429));
    const limited = await postWebhook(tenant, eventBody(), { ...from, Sign: "00" });
    expect(limited.headers.get("retry-after")).toBe("60");
    expect((await postWebhook(tenant, eventBody(), from)).status).toBe(202);
    expect((await postWebhook(tenant, eventBody(), { "cf-connecting-ip": "192.0.2.2", Sign: "00" })).status).toBe(401);
  });

  test.each(["unknown", "Upper", "a_b", "a%2fb", "a".repeat(64)])("404 for the tenant %s", async (name) => {
    expect((await postWebhook(name)).status).toBe(404);
  });

  test("202 at once for a tenant that was unknown before", async () => {
    const tenant = newTenantName();
    expect((await postWebhook(tenant)).status).toBe(404);
    await callRelayJson("PUT", `/v1/stores/${tenant}`, { url: `${env.STORE_URL}/${tenant}`, keys: [vendorKey] });
    expect((await postWebhook(tenant)).status).toBe(202);
  });

  test("413 above 64 KiB, with or without a declared length", async () => {
    const tenant = await registerTenant();
    const fill = (length: number): string => {
      const empty = JSON.stringify({ eventType: "INVOICE_PAID", data: { parentExternalId: "i", message: "" } });
      return empty.replace('""', `"${"x".repeat(length - empty.length)}"`);
    };
    const largest = fill(65_536);
    expect((await postWebhook(tenant, largest)).status).toBe(202);
    expect((await postWebhook(tenant, fill(65_537))).status).toBe(413);

    for (const declared of [{}, { "content-length": "10000000" }]) {
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
        headers: { Key: vendorKey.publicKey, Sign: "00", ...declared },
        body: long,
      });
      expect(response.status).toBe(413);
      expect(pulled).toBeLessThan(20);
    }
    expect(await mailboxRows(tenant)).toEqual({ events: 1, receipts: 1, entities: 1 });
  });

  test("405 for another method than POST", async () => {
    const response = await exports.default.fetch("https://relay.test/v1/webhooks/any");
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
  });

  describe("503 with Retry-After when", () => {
    test("the mailbox fails", async () => {
      const tenant = await registerTenant();
      vi.spyOn(env.MAILBOXES, "get").mockImplementationOnce(() => {
        throw new Error("the object is overloaded");
      });
      const response = await postWebhook(tenant);
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe("30");
      expect((await postWebhook(tenant)).status).toBe(202);
    });

    test("the mailbox gives no receipt in time", { timeout: 20_000 }, async () => {
      const tenant = await registerTenant();
      vi.spyOn(env.MAILBOXES, "get").mockReturnValueOnce({ accept: () => new Promise(() => {}) } as never);
      const response = await postWebhook(tenant);
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe("30");
      expect((await postWebhook(tenant)).status).toBe(202);
    });

    test("a batch's calling request dies, without delaying later requests", async () => {
      const tenant = await registerTenant();
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      // While one event is in flight, the next waits for company.
      vi.spyOn(env.MAILBOXES, "get").mockReturnValueOnce({ accept: () => new Promise(() => {}) } as never);
      const hanging = postWebhook(tenant).catch(() => undefined);
      while (vi.getTimerCount() < 2) await scheduler.wait(1);
      const stranded = postWebhook(tenant).catch(() => undefined);
      while (vi.getTimerCount() < 4) await scheduler.wait(1);
      vi.useRealTimers();
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 1_500 });
      try {
        expect((await postWebhook(tenant)).status).toBe(202);
      } finally {
        vi.useRealTimers();
      }
      expect((await stranded)?.status).not.toBe(202);
      expect((await hanging)?.status).not.toBe(202);
      await waitForStats(tenant, { accepted: 1, delivered: 1 });
    });

    test("the transaction fails, which stores nothing", async () => {
      const tenant = await registerTenant();
      const body = eventBody();
      await inMailbox(tenant, (_mailbox, { storage }) =>
        storage.sql.exec(
          "CREATE TRIGGER break_it BEFORE INSERT ON entities BEGIN SELECT RAISE(ABORT, 'disk full'); END",
        ),
      );
      expect((await postWebhook(tenant, body)).status).toBe(503);
      expect(await mailboxRows(tenant)).toEqual(nothing);
      await inMailbox(tenant, (_mailbox, { storage }) => storage.sql.exec("DROP TRIGGER break_it"));
      expect((await postWebhook(tenant, body)).status).toBe(202);
      await waitForStats(tenant, { accepted: 1, delivered: 1 });
    });

    test("the registry fails, except for tenants that are cached", async () => {
      const known = await registerTenant();
      expect((await postWebhook(known)).status).toBe(202);
      const batch = vi.spyOn(env.REGISTRY, "batch").mockRejectedValue(new Error("D1 is down"));
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
      try {
        expect((await postWebhook(newTenantName())).status).toBe(503);
        expect((await postWebhook(known)).status).toBe(202);
      } finally {
        vi.useRealTimers();
        batch.mockRestore();
      }
    });
  });
});

describe("a lone event doesn't wait for others", () => {
  async function expectAtOnce(tenant: string): Promise<void> {
    // With fake timers, an event that waits would never be accepted.
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      expect((await postWebhook(tenant)).status).toBe(202);
    } finally {
      vi.useRealTimers();
    }
  }

  test("before there were any", async () => {
    await expectAtOnce(await registerTenant());
  });

  test("after others have stopped arriving", async () => {
    const tenant = await registerTenant();
    const slow = { accept: () => scheduler.wait(200).then(() => ["accepted"]) };
    vi.spyOn(env.MAILBOXES, "get").mockReturnValueOnce(slow as never);
    const first = postWebhook(tenant);
    await eventually(() => expect(env.MAILBOXES.get).toHaveBeenCalled());
    // Two events are in flight at once.
    expect((await postWebhook(tenant)).status).toBe(202);
    expect((await first).status).toBe(202);
    expect((await postWebhook(tenant)).status).toBe(202);
    await expectAtOnce(tenant);
  });
});

test("accepts a key at once that another isolate has registered", async () => {
  const tenant = await registerTenant();
  expect((await postWebhook(tenant)).status).toBe(202);
  await putVendorKey(env, tenant, { publicKey: "new", secretKey: "new-secret" }, Date.now());
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 1_500 });
  try {
    const body = eventBody();
    const response = await postWebhook(tenant, body, { Key: "new", Sign: await signatureOf(body, "new-secret") });
    expect(response.status).toBe(202);
  } finally {
    vi.useRealTimers();
  }
});
