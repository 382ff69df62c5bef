import { createHmac } from "node:crypto";
import { type RecordingServer, startRecordingServer } from "@calypso-commerce/testkit/recording-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CalypsoClientOptions, createCalypsoClient } from "../../src/index.ts";

const publicKey = "c529e14832b34b74972365cf7bf02430";
const secretKey = "b823a6b9ea72408583cef9ec8d67fa52";
const key = "1be6a518-6dcd-477d-96af-dd914b1300ce";
const invoice = {
  body: '{"id":"d973","totalDebitAmount":0,"amount":980.10,"currency":"USDC","state":"PENDING_PAYMENT","externalId":null,"new":1}',
};
const newInvoice = { fiatAmount: "10.00", fiatCurrency: "EUR", currency: "USDC", description: "order 1" };
const payout = { body: '{"id":"p1","amount":5,"currency":"USDT","state":"CONFIRMED"}' };
const newPayout = { depositAddress: "0xf127", amount: "5.000000000000000001", currency: "USDT", idempotencyKey: key };

let server: RecordingServer;
beforeAll(async () => {
  server = await startRecordingServer();
});
afterAll(() => server.close());

const makeClient = (options: Partial<CalypsoClientOptions> = {}) =>
  createCalypsoClient({ publicKey, secretKey, account: "0xacc", baseUrl: server.url, retryDelayMs: 1, ...options });

const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new Error("the call succeeded");
    },
    (error: Record<string, unknown> & Error) => error,
  );

describe("a request", () => {
  it("is signed over exactly the bytes sent, with exact amounts", async () => {
    server.answer(invoice);
    const before = Date.now();
    await makeClient().invoice.createSingleFiat({ ...newInvoice, idempotencyKey: key, description: "Grüße 🪙" });
    const [request] = server.requests;
    expect(request?.method).toBe("POST");
    expect(request?.path).toBe("/api/v1/invoice/single-fiat/create");
    expect(request?.headers.key).toBe(publicKey);
    expect(request?.headers["content-type"]).toBe("application/json");
    expect(request?.headers.sign).toBe(
      createHmac("sha512", secretKey)
        .update(request?.body ?? "")
        .digest("hex"),
    );
    const { timestamp } = JSON.parse(request?.body ?? "");
    expect(timestamp).toBeGreaterThanOrEqual(before);
    expect(request?.body).toBe(
      `{"account":"0xacc","timestamp":${timestamp},"payload":{"fiatAmount":10.00,"fiatCurrency":"EUR","currency":"USDC","description":"Grüße 🪙","idempotencyKey":"${key}"}}`,
    );
  });

  it("is a signed DELETE, or without account, where the API requires it", async () => {
    server.answer({ body: "" }, { body: `{"requestId":"${key}","publicKey":"p","secretKey":"s"}` });
    const client = makeClient();
    expect(await client.webhook.delete({ requestId: key })).toBeUndefined();
    expect(await client.webhook.regenerateKeys({ requestId: key })).toMatchObject({ secretKey: "s" });
    const [first, second] = server.requests;
    expect(first?.method).toBe("DELETE");
    expect(JSON.parse(first?.body ?? "")).toMatchObject({ account: "0xacc", payload: { requestId: key } });
    expect(second?.path).toBe("/api/v1/subscription/webhook/api-keys/regenerate");
    expect(Object.keys(JSON.parse(second?.body ?? ""))).toEqual(["timestamp", "payload"]);
  });

  it("has no payload if the operation takes none", async () => {
    server.answer({ body: '{"account":"0xacc","balances":[{"currency":"ETH","amount":1e-18}]}' });
    const account = await makeClient().account.get();
    expect(account.balances).toEqual([{ currency: "ETH", amount: "0.000000000000000001" }]);
    expect(Object.keys(JSON.parse(server.requests[0]?.body ?? ""))).toEqual(["account", "timestamp"]);
  });

  it("keeps the path of baseUrl", async () => {
    server.answer(payout);
    await makeClient({ baseUrl: `${server.url}/proxy/` }).payout.get({ id: "p1" });
    expect(server.requests[0]?.path).toBe("/proxy/api/v1/payout");
  });
});

describe("an answer", () => {
  it("has exact amounts, no nulls, and no unknown fields", async () => {
    server.answer(invoice);
    expect(await makeClient().invoice.get({ id: "d973" })).toEqual({
      id: "d973",
      totalDebitAmount: "0",
      amount: "980.10",
      currency: "USDC",
      state: "PENDING_PAYMENT",
    });
  });

  it("reads currencies from text and from objects", async () => {
    const body = (currencies: string) =>
      `{"idempotencyKey":"${key}","widgetState":"IN_PROGRESS","cryptoCurrencies":${currencies}}`;
    server.answer({ body: body('["BTC"]') }, { body: body('[{"name":"BTC","scale":8}]') });
    for (let i = 0; i < 2; i++) {
      const widget = await makeClient().paymentWidget.findSingleFiat({ requestId: key });
      expect(widget).toMatchObject({ cryptoCurrencies: ["BTC"], invoices: [] });
    }
  });

  it("is unreadable, not an empty list, without a list", async () => {
    server.answer({ body: '{"page":1,"total":0}' });
    const error = await caught(makeClient({ retries: 0 }).invoice.listByExternalId({ externalId: "payses_1" }));
    expect(error).toMatchObject({ outcome: "unknown", code: "unreadable_answer" });
  });

  it("reads rates by currency exactly", async () => {
    server.answer({ body: '{"ratesMap":{"BTC":{"EUR":91234.500000000000000001}}}' });
    const rates = await makeClient().rate.fiat({ from: ["BTC"], to: ["EUR"] });
    expect(rates.ratesMap).toEqual({ BTC: { EUR: "91234.500000000000000001" } });
  });
});

describe("a refusal", () => {
  it.each([
    ['{"message":"amount is below the minimum"}', /Calypso says "amount is below the minimum"$/],
    ['{"error":{"message":"not enough funds"}}', /Calypso says "not enough funds"$/],
    // Nothing that may be a key, an address or markup.
    ['{"message":"bad key b823a6b9ea72408583cef9ec8d67fa52"}', /check publicKey/],
    ['{"message":"<b>no</b>"}', /check publicKey/],
    ["<html>400</html>", /check publicKey/],
  ])("%s names the vendor's own reason", async (body, message) => {
    server.answer({ status: 400, body });
    const error = await caught(makeClient({ retries: 0 }).payout.get({ id: "p1" }));
    expect(error.message).toMatch(message);
  });
});

describe("an invalid argument", () => {
  it.each([
    ["fiatAmount", "0"],
    ["fiatAmount", "0.00"],
    ["fiatAmount", "-1"],
    ["fiatAmount", "1e3"],
    ["fiatAmount", 10],
    ["fiatCurrency", " "],
    ["idempotencyKey", "not-a-uuid"],
    ["returnUrl", "javascript:alert(1)"],
    ["expiration", "tomorrow"],
    ["expiration", new Date(Date.now() - 1000).toISOString()],
    ["expiration", new Date(Date.now() + 86_460_000).toISOString()],
    ["fiatamount", "1"],
  ])("%s of %j is named but not quoted, and nothing is sent", async (field, value) => {
    server.answer(invoice);
    const payload = { ...newInvoice, [field]: value } as typeof newInvoice;
    const error = await caught(makeClient().invoice.createSingleFiat(payload));
    expect(error).toMatchObject({
      name: "CalypsoArgumentError",
      code: "invalid_argument",
      outcome: "failed",
      path: `payload.${field}`,
    });
    if (String(value).length > 3) expect(error.message).not.toContain(String(value));
    expect(server.requests).toHaveLength(0);
  });

  it("is an expiration a day ahead, for widgets 30 days", async () => {
    server.answer(invoice, { body: `{"idempotencyKey":"${key}","widgetState":"IN_PROGRESS"}` });
    const now = () => Date.parse("2026-01-01T00:00:00Z");
    const client = makeClient({ now });
    await client.invoice.createSingleFiat({ ...newInvoice, expiration: "2026-01-01T23:59:59" });
    const { currency: _, ...newWidget } = newInvoice;
    await client.paymentWidget.createSingleFiat({ ...newWidget, expiration: "2026-01-30T23:59:59Z" });
    await expect(
      client.paymentWidget.createSingleFiat({ ...newWidget, expiration: "2026-01-31T00:00:00Z" }),
    ).rejects.toMatchObject({ path: "payload.expiration" });
  });

  it.each(["payout", "settlementPayout"] as const)("is a mass payout with too many rows, by %s", async (group) => {
    server.answer({ body: '{"id":"m1","currency":"BTC","state":"CONFIRMED"}' });
    const client = makeClient();
    const create = (currency: string, count: number) => {
      const massAddresses = Array.from({ length: count }, () => ({ depositAddress: "0xf127", amount: "1" }));
      const payout = { currency, name: "n", massAddresses };
      return group === "payout"
        ? client.payout.createMass(payout)
        : client.settlementPayout.createMass({ ...payout, withdrawalAddress: "0xfrom" });
    };
    await create("BTC", 100);
    await create("USDT", 1000);
    server.answer({ body: "{}" });
    for (const call of [create("BTC", 101), create("USDT", 1001), create("BTC", 0)]) {
      expect(await caught(call)).toMatchObject({ code: "invalid_argument", path: "payload.massAddresses" });
    }
    expect(server.requests).toHaveLength(0);
  });

  it("is a request without id and key", async () => {
    const error = await caught(makeClient().invoice.get({} as { id: string }));
    expect(error).toMatchObject({ code: "invalid_argument" });
  });
});

describe("a failed call", () => {
  it.each([
    [400, "rejected"],
    [401, "unauthorized"],
    [403, "unauthorized"],
    [404, "not_found"],
    [409, "rejected"],
  ])("with %i is sent once and had no effect", async (status, code) => {
    server.answer({ status, body: "no" });
    const error = await caught(makeClient().payout.create(newPayout));
    expect(error).toMatchObject({
      name: "CalypsoRejectedError",
      outcome: "failed",
      code,
      status,
      retryable: false,
      attempts: 1,
      operation: "payout.create",
      path: "/api/v1/payout/create",
      idempotencyKey: key,
      responseText: "no",
    });
    expect(server.requests).toHaveLength(1);
  });

  it("is repeated after 429 and Retry-After, whatever the operation", async () => {
    server.answer({ status: 429, headers: { "retry-after": "0" } }, { body: `{"requestId":"${key}"}` });
    await makeClient().webhook.regenerateKeys({ requestId: key });
    expect(server.requests).toHaveLength(2);
    server.answer({ status: 429, headers: { "retry-after": "0" } });
    const error = await caught(makeClient({ retries: 1 }).webhook.regenerateKeys({ requestId: key }));
    expect(error).toMatchObject({ code: "rate_limited", outcome: "failed", retryable: true, attempts: 2 });
  });

  it("keeps secrets and most of the answer out of logs", async () => {
    server.answer({ status: 400, body: `0xf127 ${"x".repeat(2000)}` });
    const error = await caught(makeClient().payout.create(newPayout));
    expect((error.responseText as string).length).toBe(500);
    const logged = `${error.stack}${JSON.stringify(error)}${error.message}`;
    for (const text of [secretKey, "0xf127", "xxxx", "5.000000000000000001"]) expect(logged).not.toContain(text);
  });
});

describe("a call of unknown outcome", () => {
  it("repeats a keyed request with a fresh timestamp and signature", async () => {
    let time = 1_000_000;
    server.answer("drop", { status: 503 }, payout);
    await makeClient({ now: () => ++time }).payout.create(newPayout);
    expect(server.requests).toHaveLength(3);
    const bodies = server.requests.map(({ body }) => body);
    expect(new Set(bodies.map((body) => body.slice(body.indexOf("payload")))).size).toBe(1);
    expect(new Set(bodies).size).toBe(3);
    for (const { body, headers } of server.requests) {
      expect(headers.sign).toBe(createHmac("sha512", secretKey).update(body).digest("hex"));
    }
  });

  it("generates a missing key, reuses it, and reports it", async () => {
    const { idempotencyKey: _, ...keyless } = newPayout;
    server.answer("drop");
    const error = await caught(makeClient().payout.create(keyless));
    const keys = server.requests.map(({ body }) => JSON.parse(body).payload.idempotencyKey);
    expect(keys).toHaveLength(3);
    expect(new Set(keys)).toEqual(new Set([error.idempotencyKey]));
    expect(error.idempotencyKey).toMatch(/^[\da-f-]{36}$/);
  });

  it.each([
    ["a dropped connection", "drop", "connection_lost", undefined],
    ["a 500", { status: 500, body: "oops" }, "server_error", 500],
    ["an answer that is not JSON", { body: "<html>" }, "unreadable_answer", 200],
    ["an answer without state", { body: '{"id":"p1"}' }, "unreadable_answer", 200],
    ["an invalid amount", { body: payout.body.replace("5", '"x"') }, "unreadable_answer", 200],
  ] as const)("is never reported as failed: %s", async (_, answer, code, status) => {
    server.answer(answer);
    const error = await caught(makeClient({ retries: 1 }).payout.create(newPayout));
    expect(error).toMatchObject({
      name: "CalypsoUnknownOutcomeError",
      outcome: "unknown",
      code,
      status,
      attempts: 2,
      idempotencyKey: key,
    });
    expect(server.requests).toHaveLength(2);
  });

  it("is one that timed out", async () => {
    server.answer("hang");
    const error = await caught(makeClient({ timeoutMs: 30, retries: 0 }).payout.create(newPayout));
    expect(error).toMatchObject({ outcome: "unknown", code: "timeout", retryable: true });
    expect(error.message).toContain("30 ms");
  });

  it("stays unknown if only the repetition is refused", async () => {
    server.answer("drop", { status: 400, body: "duplicate" });
    const error = await caught(makeClient().payout.create(newPayout));
    expect(error).toMatchObject({
      name: "CalypsoUnknownOutcomeError",
      code: "ambiguous_rejection",
      outcome: "unknown",
      retryable: false,
      status: 400,
    });
  });

  it("fails if it is a read whose repetition is refused", async () => {
    server.answer("drop", { status: 404 });
    expect(await caught(makeClient().payout.get({ id: "p" }))).toMatchObject({ outcome: "failed", code: "not_found" });
  });

  it("is not repeated if every request has its own effect", async () => {
    server.answer("drop");
    const error = await caught(makeClient().webhook.regenerateKeys({ requestId: key }));
    expect(error).toMatchObject({ outcome: "unknown", attempts: 1, retryable: false });
    expect(server.requests).toHaveLength(1);
  });

  it("is one answered with a redirect, which is not followed", async () => {
    server.answer({ status: 307, headers: { location: `${server.url}/elsewhere` } });
    const error = await caught(makeClient().payout.create(newPayout));
    expect(error).toMatchObject({ outcome: "unknown", code: "redirected" });
    expect(server.requests).toHaveLength(1);
  });

  it("is an aborted one, which is not repeated", async () => {
    server.answer("hang");
    const abort = new AbortController();
    const call = caught(makeClient().payout.create(newPayout, { signal: abort.signal }));
    while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    abort.abort();
    expect(await call).toMatchObject({ outcome: "unknown", code: "aborted", attempts: 1 });
  });
});
