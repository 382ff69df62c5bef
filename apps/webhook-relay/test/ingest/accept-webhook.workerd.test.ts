import { env, exports } from "cloudflare:workers";
import { describe, expect, test, vi } from "vitest";
import { putVendorKey } from "../../src/registry/registry.ts";
import {
  eventBody,
  eventually,
  inMailbox,
  mailboxHas,
  mailboxRows,
  newStoreName,
  operated,
  postWebhook,
  receivedAtLeast,
  registerStore,
  signatureOf,
  vendorKey,
} from "../support/workerd/relay.ts";

const nothing = { events: 0, receipts: 0, entities: 0 };

describe("answers to the vendor", () => {
  test("202 when the event is new, and it is in the mailbox", async () => {
    const store = await registerStore([{ status: 503 }]);
    const response = await postWebhook(store);
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ status: "accepted", id: expect.stringMatching(/^evt_[\w-]{22}$/) });
    expect(await mailboxRows(store)).toEqual({ events: 1, receipts: 1, entities: 1 });
  });

  test("200 with the same id for the same content, under another of the store's keys too", async () => {
    const store = await registerStore();
    const body = eventBody();
    const { id } = await (await postWebhook(store, body)).json<{ id: string }>();
    const again = await postWebhook(store, body);
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual({ status: "duplicate", id });

    await operated("POST", `/v1/stores/${store}/keys`, { publicKey: "second", secretKey: "second-secret" });
    const underOtherKey = await postWebhook(store, body, {
      Key: "second",
      Sign: await signatureOf(body, "second-secret"),
    });
    expect(underOtherKey.status).toBe(200);
    expect(await underOtherKey.json()).toEqual({ status: "duplicate", id });
    expect(await mailboxRows(store)).toEqual({ events: 1, receipts: 1, entities: 1 });
  });

  test.each([
    ["no JSON", "not json"],
    ["no JSON object", "[]"],
    ["no event type", JSON.stringify({ id: 1, data: { amount: 1 } })],
    ["bytes that are no UTF-8", new Uint8Array([0x7b, 0xff, 0x7d])],
    ["a byte order mark", `\u{feff}${eventBody()}`],
    ["nesting without end", "[".repeat(20_000)],
    ["nothing", ""],
  ])("400 for a verified body that is %s", async (_what, body) => {
    const store = await registerStore();
    expect((await postWebhook(store, body)).status).toBe(400);
    expect(await mailboxRows(store)).toEqual(nothing);
  });

  test("an event of an unknown type is taken and forwarded as unknown", async () => {
    const store = await registerStore();
    expect((await postWebhook(store, eventBody({ eventType: "SOMETHING_NEW" }))).status).toBe(202);
    const [delivery] = await receivedAtLeast(store, 1);
    expect(JSON.parse(delivery?.body ?? "")).toMatchObject({ type: "unknown", data: { event: "SOMETHING_NEW" } });
  });

  describe("401, the same for all of them and without a trace", () => {
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
      const store = await registerStore();
      const sign = await signatureOf(body);
      const response = await postWebhook(store, alter(body), { Sign: sign, ...headers(sign) });
      expect(response.status).toBe(401);
      expect(await response.text()).toBe('{"error":"signature refused"}');
      expect([...response.headers.keys()].sort()).toEqual(["content-type"]);
      expect(await mailboxRows(store)).toEqual(nothing);
    });

    test("a signature made with another store's key", async () => {
      const store = await registerStore([{}], { keys: [{ publicKey: "mine", secretKey: "mine-secret" }] });
      expect((await postWebhook(store, body)).status).toBe(401);
      expect((await postWebhook(store, body, { Key: "mine" })).status).toBe(401);
    });
  });

  test("upper-case hex is a signature too", async () => {
    const store = await registerStore();
    const body = eventBody();
    const sign = (await signatureOf(body)).toUpperCase();
    expect((await postWebhook(store, body, { Sign: sign })).status).toBe(202);
  });

  test("429 for who sends more than 60 bad signatures a minute, while a good one is still taken", async () => {
    const store = await registerStore();
    const from = { "cf-connecting-ip": "192.0.2.1" };
    const statuses = [];
    for (let i = 0; i < 65; i++) statuses.push((await postWebhook(store, eventBody(), { ...from, Sign: "00" })).status);
    expect(statuses.slice(0, 60)).toEqual(Array(60).fill(401));
    expect(statuses.slice(60)).toEqual(Array(5).fill(429));
    const limited = await postWebhook(store, eventBody(), { ...from, Sign: "00" });
    expect(limited.headers.get("retry-after")).toBe("60");
    expect((await postWebhook(store, eventBody(), from)).status).toBe(202);
    expect((await postWebhook(store, eventBody(), { "cf-connecting-ip": "192.0.2.2", Sign: "00" })).status).toBe(401);
  });

  test.each(["no-such-store", "Upper", "a_b", "a%2fb", "a".repeat(64)])("404 for the store %s", async (name) => {
    expect((await postWebhook(name)).status).toBe(404);
  });

  test("404 for a store that was just looked for, then registered", async () => {
    const store = newStoreName();
    expect((await postWebhook(store)).status).toBe(404);
    await operated("PUT", `/v1/stores/${store}`, { url: `${env.STORE_URL}/${store}`, keys: [vendorKey] });
    expect((await postWebhook(store)).status).toBe(202);
  });

  test("413 for a body above 64 KiB, by its declared length and without it", async () => {
    const store = await registerStore();
    const fill = (length: number): string => {
      const empty = JSON.stringify({ eventType: "INVOICE_PAID", data: { parentExternalId: "i", message: "" } });
      return empty.replace('""', `"${"x".repeat(length - empty.length)}"`);
    };
    const largest = fill(65_536);
    expect((await postWebhook(store, largest)).status).toBe(202);
    expect((await postWebhook(store, fill(65_537))).status).toBe(413);

    for (const declared of [{}, { "content-length": "10000000" }]) {
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
        headers: { Key: vendorKey.publicKey, Sign: "00", ...declared },
        body: long,
      });
      expect(response.status).toBe(413);
      expect(pulled).toBeLessThan(20);
    }
    expect(await mailboxRows(store)).toEqual({ events: 1, receipts: 1, entities: 1 });
  });

  test("405 for anything but POST", async () => {
    const response = await exports.default.fetch("https://relay.test/v1/webhooks/any");
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
  });

  describe("503 with Retry-After when it is not durable", () => {
    test("the mailbox fails", async () => {
      const store = await registerStore();
      vi.spyOn(env.MAILBOXES, "get").mockImplementationOnce(() => {
        throw new Error("the object is overloaded");
      });
      const response = await postWebhook(store);
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe("30");
      expect((await postWebhook(store)).status).toBe(202);
    });

    test("the mailbox gives no receipt", { timeout: 20_000 }, async () => {
      const store = await registerStore();
      vi.spyOn(env.MAILBOXES, "get").mockReturnValueOnce({ accept: () => new Promise(() => {}) } as never);
      const response = await postWebhook(store);
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe("30");
      expect((await postWebhook(store)).status).toBe(202);
    });

    test("the request that was to call the mailbox dies: later ones don't wait for it", async () => {
      const store = await registerStore();
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      // One is on its way, so that the next expects company and waits for it.
      vi.spyOn(env.MAILBOXES, "get").mockReturnValueOnce({ accept: () => new Promise(() => {}) } as never);
      const hanging = postWebhook(store).catch(() => undefined);
      while (vi.getTimerCount() < 2) await scheduler.wait(1);
      const stranded = postWebhook(store).catch(() => undefined);
      while (vi.getTimerCount() < 4) await scheduler.wait(1);
      vi.useRealTimers();
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 1_500 });
      try {
        expect((await postWebhook(store)).status).toBe(202);
      } finally {
        vi.useRealTimers();
      }
      expect((await stranded)?.status).not.toBe(202);
      expect((await hanging)?.status).not.toBe(202);
      await mailboxHas(store, { accepted: 1, delivered: 1 });
    });

    test("the transaction fails: nothing of it is stored, and the next one works", async () => {
      const store = await registerStore();
      const body = eventBody();
      await inMailbox(store, (_mailbox, { storage }) =>
        storage.sql.exec(
          "CREATE TRIGGER break_it BEFORE INSERT ON entities BEGIN SELECT RAISE(ABORT, 'disk full'); END",
        ),
      );
      expect((await postWebhook(store, body)).status).toBe(503);
      expect(await mailboxRows(store)).toEqual(nothing);
      await inMailbox(store, (_mailbox, { storage }) => storage.sql.exec("DROP TRIGGER break_it"));
      expect((await postWebhook(store, body)).status).toBe(202);
      await mailboxHas(store, { accepted: 1, delivered: 1 });
    });

    test("the registry fails and the store isn't known; a known store goes on", async () => {
      const known = await registerStore();
      expect((await postWebhook(known)).status).toBe(202);
      const batch = vi.spyOn(env.REGISTRY, "batch").mockRejectedValue(new Error("D1 is down"));
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
      try {
        expect((await postWebhook(newStoreName())).status).toBe(503);
        expect((await postWebhook(known)).status).toBe(202);
      } finally {
        vi.useRealTimers();
        batch.mockRestore();
      }
    });
  });
});

describe("a lone event waits for no others", () => {
  async function expectAtOnce(store: string): Promise<void> {
    // Whoever waited now would wait for ever.
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      expect((await postWebhook(store)).status).toBe(202);
    } finally {
      vi.useRealTimers();
    }
  }

  test("where there never were any", async () => {
    await expectAtOnce(await registerStore());
  });

  test("where there were some, once they stay away", async () => {
    const store = await registerStore();
    const slow = { accept: () => scheduler.wait(200).then(() => ["accepted"]) };
    vi.spyOn(env.MAILBOXES, "get").mockReturnValueOnce(slow as never);
    const first = postWebhook(store);
    await eventually(() => expect(env.MAILBOXES.get).toHaveBeenCalled());
    // Two are on their way at once.
    expect((await postWebhook(store)).status).toBe(202);
    expect((await first).status).toBe(202);
    expect((await postWebhook(store)).status).toBe(202);
    await expectAtOnce(store);
  });
});

test("a key that was registered through another isolate works at once", async () => {
  const store = await registerStore();
  expect((await postWebhook(store)).status).toBe(202);
  await putVendorKey(env, store, { publicKey: "new", secretKey: "new-secret" }, Date.now());
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 1_500 });
  try {
    const body = eventBody();
    const response = await postWebhook(store, body, { Key: "new", Sign: await signatureOf(body, "new-secret") });
    expect(response.status).toBe(202);
  } finally {
    vi.useRealTimers();
  }
});
