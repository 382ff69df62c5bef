import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEmulator, type Emulator } from "../../src/index.ts";
import { createMerchant, type Merchant } from "../support/merchant.ts";

let emulator: Emulator;
let merchant: Merchant;
beforeAll(async () => {
  emulator = await createEmulator();
  merchant = createMerchant(emulator);
});
afterAll(() => emulator.close());

const invoice = { currency: "USDC", fiatAmount: 25, fiatCurrency: "EUR", description: "Two mugs" };
const payout = { depositAddress: "0xf127e5b7666f51aa346f374213113298014f5969", amount: 1, currency: "USDT" };

describe("the API refuses", () => {
  it.each([
    ["an amount in quotes", "/invoice/single-fiat/create", { ...invoice, fiatAmount: "25" }, "must be a number"],
    ["an unknown field", "/invoice/single-fiat/create", { ...invoice, amount: 1 }, "amount"],
    ["a missing field", "/invoice/single-fiat/create", { ...invoice, description: undefined }, "description"],
    ["a blank text", "/invoice/single-fiat/create", { ...invoice, description: " " }, "description"],
    [
      "an idempotency key that is no UUID",
      "/invoice/single-fiat/create",
      { ...invoice, idempotencyKey: "1" },
      "a UUID",
    ],
    ["an unknown currency", "/invoice/single-fiat/create", { ...invoice, currency: "EUR" }, "EUR is not supported"],
    [
      "an unknown fiat currency",
      "/invoice/single-fiat/create",
      { ...invoice, fiatCurrency: "GBP" },
      "GBP is not supported",
    ],
    ["an invalid link", "/invoice/single-fiat/create", { ...invoice, returnUrl: "javascript:alert(1)" }, "returnUrl"],
    ["no id", "/invoice", {}, "payload"],
    ["an unknown id", "/invoice", { id: "nobody" }, "invoice not found"],
    ["an unknown state", "/invoice/all", { stateNames: ["EATEN"] }, "stateNames"],
    ["page 0", "/invoice/all", { pageNumber: 0 }, "at least 1"],
    ["another network's address", "/payout/create", { ...payout, currency: "USDT_TRX" }, "not an address of TRON"],
    ["too many digits", "/payout/create", { ...payout, amount: 0.0000001 }, "at most 6 digits"],
    ["pageSize where widgets have size", "/payment-widget/single-fiat/all", { pageSize: 5 }, "pageSize"],
    ["an unknown method", "/c2f/order/CASH/limit", { fiatCurrency: "EUR" }, "type"],
  ])("a request with %s", async (_what, path, payload, reason) => {
    const answer = await merchant.call(path, payload);
    expect(answer.status).toBe(400);
    expect(answer.json.message).toContain(reason);
  });

  it("an unexpected or missing payload", async () => {
    expect((await merchant.call("/account", {})).json.message).toBe("unknown field payload");
    expect((await merchant.call("/invoice")).json.message).toBe("payload must be an object");
  });

  it("a body that isn't JSON, isn't UTF-8, or isn't an object", async () => {
    for (const body of ["{", "[]", "null", ""]) expect((await merchant.sendText("/account", body)).status).toBe(400);
  });

  it("a body of more than a megabyte", async () => {
    const answer = await merchant.call("/invoice", { id: "x".repeat(1_048_576) });
    expect(answer).toMatchObject({ status: 413, json: { error: "body_too_large" } });
  });

  it("an unknown path or method", async () => {
    expect((await merchant.call("/invoice/eat", {})).status).toBe(404);
    expect((await merchant.call("/account", undefined, { method: "DELETE" })).status).toBe(404);
  });

  it("nothing about anybody's secrets", async () => {
    const answer = await merchant.call("/invoice", { id: "nobody", idempotencyKey: randomUUID() });
    expect(answer.text).not.toContain(emulator.secretKey);
    const { secretKey } = await merchant.ok("/subscription/webhook/create", {
      url: "http://127.0.0.1:9/",
      notificationServiceTypes: ["PAYOUT"],
    });
    const state = await merchant.look("/_emulator/state");
    expect(state.text).toContain("http://127.0.0.1:9/");
    expect(state.text).not.toContain(secretKey);
    expect(state.text).not.toContain(emulator.secretKey);
  });
});

describe("optional fields", () => {
  it("may be null", async () => {
    expect((await merchant.call("/invoice/single-fiat/create", { ...invoice, externalId: null })).status).toBe(200);
  });
});
