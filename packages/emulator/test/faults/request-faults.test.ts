import { randomUUID } from "node:crypto";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createEmulator, type Emulator } from "../../src/index.ts";
import { createMerchant, hmac, type Merchant } from "../support/merchant.ts";

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
  it("answers 500 as often as configured without performing the operation", async () => {
    const key = randomUUID();
    await fault({ kind: "error", operation: "invoice.createSingleFiat", count: 2 });
    expect((await merchant.call("/account")).status).toBe(200);
    expect((await create(key)).status).toBe(500);
    expect((await create(key)).status).toBe(500);
    expect(await exists(key)).toBe(false);
    expect((await create(key)).status).toBe(200);
  });

  it("answers 500 after performing the operation", async () => {
    const key = randomUUID();
    await fault({ kind: "error", when: "after", operation: "/api/v1/invoice/single-fiat/create" });
    expect((await create(key)).status).toBe(500);
    expect(await exists(key)).toBe(true);
  });

  it("answers 429 with Retry-After", async () => {
    await fault({ kind: "error", status: 429, retryAfterSeconds: 3 });
    const answer = await merchant.call("/account");
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "3"]);
  });

  it.each([
    ["before", false],
    ["after", true],
  ])("drops the connection %s performing the operation", async (when, done) => {
    const key = randomUUID();
    await fault({ kind: "drop", when });
    await expect(create(key)).rejects.toThrow("fetch failed");
    expect(await exists(key)).toBe(done);
  });

  it("performs the operation and never answers", async () => {
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
    await waitUntil("the payout", async () => (await merchant.call("/payout", { idempotencyKey })).status === 200);
    expect(await Promise.race([request, Promise.resolve("still waiting")])).toBe("still waiting");
    controller.abort();
    await expect(request).rejects.toThrow("aborted");
  });

  it("cuts the answer in half after performing the operation", async () => {
    const key = randomUUID();
    await fault({ kind: "garble" });
    await expect(create(key)).rejects.toThrow(SyntaxError);
    expect(await exists(key)).toBe(true);
  });

  it("has a wrong clock, visible in Date", async () => {
    await fault({ kind: "clock-skew", skewMs: 600_000 });
    const answer = await merchant.call("/account");
    expect(answer).toMatchObject({ status: 400, json: { error: "timestamp_off" } });
    expect(Date.parse(answer.headers.get("date") ?? "") - Date.now()).toBeGreaterThan(590_000);
    expect((await merchant.call("/account")).status).toBe(200);
  });

  it("delays its answers", async () => {
    await fault({ kind: "latency", delayMs: 50, count: null });
    const startedAtMs = Date.now();
    await merchant.call("/account");
    expect(Date.now() - startedAtMs).toBeGreaterThanOrEqual(49);
    await merchant.control("/faults/clear");
    expect((await merchant.look("/_emulator/faults")).json).toEqual({ faults: [] });
  });

  it("refuses an unknown fault", async () => {
    expect((await merchant.control("/faults", { kind: "fire" })).status).toBe(400);
    expect((await merchant.control("/faults", { kind: "error", status: 200 })).status).toBe(400);
  });
});
