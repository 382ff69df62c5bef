import { randomUUID } from "node:crypto";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEmulator, type Emulator } from "../../src/index.ts";
import { createMerchant, type Merchant } from "../support/merchant.ts";

const address = "0xf127e5b7666f51aa346f374213113298014f5969";
let emulator: Emulator;
let merchant: Merchant;

beforeAll(async () => {
  emulator = await createEmulator({ timeScale: 0.005 });
  merchant = createMerchant(emulator);
});
afterAll(() => emulator.close());

const pay = (amount: string, fields: object = {}) => {
  const payload = { depositAddress: address, amount: 0, currency: "USDT", idempotencyKey: randomUUID(), ...fields };
  const body = JSON.stringify({ account: emulator.account, timestamp: Date.now(), payload });
  return merchant.sendText("/payout/create", body.replace('"amount":0', `"amount":${amount}`));
};

describe("a payout", () => {
  it("starts as CONFIRMED, completes, and draws amount and fee", async () => {
    expect(await merchant.balance("USDT")).toBe("5000");
    const created = await pay("10.000001");
    expect(created.json).toMatchObject({ state: "CONFIRMED", depositAddress: address });
    expect(created.text).toContain('"amount":10.000001,');
    const { id } = created.json;
    await waitUntil("completion", async () => (await merchant.ok("/payout", { id })).state === "COMPLETED");
    expect(await merchant.balance("USDT")).toBe("4989.899999");
  });

  it("stays IN_PROGRESS with an error beyond the limit", async () => {
    const { id } = (await pay("1000")).json;
    const payout = await waitUntil("an error", async () => {
      const found = await merchant.ok("/payout", { id });
      return found.errors ? found : undefined;
    });
    expect(payout).toMatchObject({ state: "IN_PROGRESS" });
    expect(payout.errors.withdrawalErrors[0].errors[0]).toMatchObject({ status: "EXCEEDING_LIMIT" });
  });

  it("returns the money when it fails", async () => {
    await merchant.control("/settings", { autoPayouts: false });
    const before = await merchant.balance("USDC");
    const { id } = (await pay("5", { currency: "USDC" })).json;
    await merchant.control(`/payouts/${id}/advance`);
    expect(await merchant.balance("USDC")).not.toBe(before);
    await merchant.control(`/payouts/${id}/fail`);
    expect(await merchant.balance("USDC")).toBe(before);
    expect(await merchant.ok("/payout", { id })).toMatchObject({ state: "FAILED" });
    expect((await merchant.control(`/payouts/${id}/complete`)).status).toBe(409);
  });

  it("refuses an address of another network", async () => {
    expect((await pay("1", { currency: "USDT_TRX" })).status).toBe(400);
  });
});
