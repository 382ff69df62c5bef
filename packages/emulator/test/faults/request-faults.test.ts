import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createEmulator, type Emulator } from "../../src/index.ts";
import { createMerchant, hmac, type Merchant } from "../support/merchant.ts";
import { createReceiver } from "../support/receiver.ts";
import { until } from "../support/until.ts";

let emulator: Emulator;
let merchant: Merchant;
beforeAll(async () => {
  emulator = await createEmulator({ timeScale: 0.001 });
  merchant = createMerchant(emulator);
});
afterAll(() => emulator.close());
afterEach(() => emulator.reset());

const fault = async (rule: object) => expect((await merchant.control("/faults", rule)).status).toBe(200);
const create = (idempotencyKey: string) =>
  merchant.call("/invoice/single-fiat/create", {
    currency: "USDC",
    fiatAmount: 25,
    fiatCurrency: "EUR",
    description: "Two mugs",
    idempotencyKey,
  });
const exists = async (idempotencyKey: string) => (await merchant.call("/invoice", { idempotencyKey })).status === 200;

describe("a faulty API", () => {
  it("answers 500 as often as told, for the operation told, and does no work", async () => {
    const key = randomUUID();
    await fault({ kind: "error", operation: "invoice.createSingleFiat", count: 2 });
    expect((await merchant.call("/account")).status).toBe(200);
    expect((await create(key)).status).toBe(500);
    expect((await create(key)).status).toBe(500);
    expect(await exists(key)).toBe(false);
    expect((await create(key)).status).toBe(200);
  });

  it("does the work, and answers 500", async () => {
    const key = randomUUID();
    await fault({ kind: "error", when: "after", operation: "/api/v1/invoice/single-fiat/create" });
    expect((await create(key)).status).toBe(500);
    expect(await exists(key)).toBe(true);
  });

  it("can ask for patience", async () => {
    await fault({ kind: "error", status: 429, retryAfterSeconds: 3 });
    const answer = await merchant.call("/account");
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "3"]);
  });

  it.each([
    ["before", false],
    ["after", true],
  ])("drops the connection %s the work", async (when, done) => {
    const key = randomUUID();
    await fault({ kind: "drop", when });
    await expect(create(key)).rejects.toThrow("fetch failed");
    expect(await exists(key)).toBe(done);
  });

  it("does the work and never answers", async () => {
    const idempotencyKey = randomUUID();
    await fault({ kind: "hang", when: "after", operation: "payout.create" });
    const payload = {
      depositAddress: "0xf127e5b7666f51aa346f374213113298014f5969",
      amount: 1,
      currency: "USDT",
      idempotencyKey,
    };
    const body = JSON.stringify({ account: emulator.account, timestamp: Date.now(), payload });
    const controller = new AbortController();
    const request = fetch(`${emulator.url}/api/v1/payout/create`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", Key: emulator.publicKey, Sign: hmac(body, emulator.secretKey) },
      signal: controller.signal,
    });
    await until("the payout", async () => (await merchant.call("/payout", { idempotencyKey })).status === 200);
    expect(await Promise.race([request, Promise.resolve("still waiting")])).toBe("still waiting");
    controller.abort();
    await expect(request).rejects.toThrow("aborted");
  });

  it("cuts an answer in half after the work", async () => {
    const key = randomUUID();
    await fault({ kind: "garble" });
    await expect(create(key)).rejects.toThrow(SyntaxError);
    expect(await exists(key)).toBe(true);
  });

  it("has a clock of its own, which Date shows", async () => {
    await fault({ kind: "clock-skew", skewMs: 600_000 });
    const answer = await merchant.call("/account");
    expect(answer).toMatchObject({ status: 400, json: { error: "timestamp_off" } });
    expect(Date.parse(answer.headers.get("date") ?? "") - Date.now()).toBeGreaterThan(590_000);
    expect((await merchant.call("/account")).status).toBe(200);
  });

  it("waits", async () => {
    await fault({ kind: "latency", delayMs: 50, count: null });
    const startedAtMs = Date.now();
    await merchant.call("/account");
    expect(Date.now() - startedAtMs).toBeGreaterThanOrEqual(49);
    await merchant.control("/faults/clear");
    expect((await merchant.look("/_emulator/faults")).json).toEqual({ faults: [] });
  });

  it("refuses a rule that it doesn't know", async () => {
    expect((await merchant.control("/faults", { kind: "fire" })).status).toBe(400);
    expect((await merchant.control("/faults", { kind: "error", status: 200 })).status).toBe(400);
  });
});

describe("faulty webhooks", () => {
  /** Subscribes, lets one invoice be paid with a fault in force, and gives what arrived. */
  const paidWith = async (rule: object, expected: number, answer?: Parameters<typeof createReceiver>[0]) => {
    const receiver = await createReceiver(answer);
    const subscription = await merchant.ok("/subscription/webhook/create", {
      requestId: randomUUID(),
      notificationServiceTypes: ["INVOICE"],
      url: receiver.url,
    });
    await fault(rule);
    const invoice = await merchant.newInvoice();
    await merchant.control(`/invoices/${invoice.id}/pay`);
    try {
      await until(`${expected} webhooks`, () => receiver.received.length >= expected);
    } finally {
      await receiver.close();
    }
    return { received: receiver.received, types: receiver.types(), secretKey: subscription.secretKey as string };
  };

  it("arrive twice", async () => {
    const { received, types } = await paidWith({ kind: "webhook-duplicate", event: "INVOICE_PAID" }, 6);
    expect(types.filter((type) => type === "INVOICE_PAID")).toHaveLength(2);
    const [first, second] = received.filter(({ json }) => json.data.type === "INVOICE_PAID");
    expect(second?.body).toBe(first?.body);
  });

  it("arrive out of order", async () => {
    const { types } = await paidWith({ kind: "webhook-reorder", event: "INVOICE_MEMPOOL_FOUND", withinMs: 60_000 }, 5);
    expect(types.indexOf("INVOICE_MEMPOOL_FOUND")).toBe(types.indexOf("INVOICE_FUNDS_RECEIVED_FOR_INVOICE") + 1);
  });

  it("arrive late, while others don't wait", async () => {
    const { types } = await paidWith({ kind: "webhook-delay", event: "INVOICE_PAID", delayMs: 300 }, 5);
    expect(types.at(-1)).toBe("INVOICE_PAID");
  });

  it.each(["body", "sign", "key"])("arrive with an altered %s, and whole after the refusal", async (part) => {
    let refused = false;
    // Refuses the first INVOICE_PAID, as a receiver would that checks its signature.
    const { received, secretKey } = await paidWith(
      { kind: "webhook-alter", event: "INVOICE_PAID", part },
      6,
      ({ json }) => {
        if (json.data.type !== "INVOICE_PAID" || refused) return 200;
        refused = true;
        return 401;
      },
    );
    const key = received[0]?.headers.key;
    const paid = received.filter(({ json }) => json.data.type === "INVOICE_PAID");
    expect(paid.map(({ headers, body }) => headers.key === key && headers.sign === hmac(body, secretKey))).toEqual([
      false,
      true,
    ]);
  });

  it("are lost once and come again", async () => {
    const { types } = await paidWith({ kind: "webhook-lose", event: "INVOICE_CREATE_INVOICE" }, 5);
    expect(types).toContain("INVOICE_CREATE_INVOICE");
    expect(types[0]).not.toBe("INVOICE_CREATE_INVOICE");
  });
});
