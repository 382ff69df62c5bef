import { randomUUID } from "node:crypto";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createEmulator, type Emulator } from "../../src/index.ts";
import { createMerchant, type Merchant } from "../support/merchant.ts";

const evmAddress = "0xf127e5b7666f51aa346f374213113298014f5969";
let emulator: Emulator;
let merchant: Merchant;
beforeEach(async () => {
  emulator = await createEmulator({ timeScale: 0.001 });
  merchant = createMerchant(emulator);
});
afterEach(() => emulator.close());

/** Sends a payload in which the amount is written exactly as given. */
const callExactly = (path: string, payload: object, field: string, amount: string) => {
  const body = JSON.stringify({
    account: emulator.account,
    timestamp: Date.now(),
    payload: { ...payload, [field]: 0 },
  });
  return merchant.sendText(path, body.replace(`"${field}":0`, `"${field}":${amount}`));
};
const newInvoice = (amount: string) =>
  callExactly("/invoice/single/create", { currency: "ETH", description: "Mug" }, "amount", amount);
const newPayout = (amount: string, currency: string) => {
  const payload = { depositAddress: evmAddress, currency, idempotencyKey: randomUUID() };
  return callExactly("/payout/create", payload, "amount", amount);
};
const numberIn = (text: string, field: string) => new RegExp(`"${field}":([-\\d.eE+]+)`).exec(text)?.[1];

describe("amounts", () => {
  it.each(["0.000042026017236", "1.10", "123456789012345678.123456789012345678", "1e-18", "0.1", "100"])(
    "are read and written exactly: %s",
    async (amount) => {
      const plain = { "1.10": "1.1", "1e-18": "0.000000000000000001" }[amount] ?? amount;
      expect(numberIn((await newInvoice(amount)).text, "amount")).toBe(plain);
    },
  );

  it("survive a round trip, whatever their digits", async () => {
    const digits = fc.stringMatching(/^[1-9]\d{0,17}\.\d{0,17}[1-9]$/);
    await fc.assert(
      fc.asyncProperty(digits, async (amount) => {
        expect(numberIn((await newInvoice(amount)).text, "amount")).toBe(amount);
      }),
      { numRuns: 40 },
    );
  });

  it.each(["0", "-1", '"5"', "1e400", "null", "0.0000000000000000001"])(
    "are refused when invalid: %s",
    async (amount) => {
      expect((await newInvoice(amount)).status).toBe(400);
    },
  );

  it("that are equal as doubles still count as underpayment", async () => {
    const { id } = (await newInvoice("1.000000000000000001")).json;
    await merchant.control(`/invoices/${id}/pay`, { amount: "1", instant: true });
    expect(await merchant.ok("/invoice", { id })).toMatchObject({ interventionType: "UNDERPAY" });
    await merchant.control(`/invoices/${id}/pay`, { amount: "exact", instant: true });
    expect(await merchant.ok("/invoice", { id })).toMatchObject({ state: "COMPLETED" });
  });
});

describe("fiat invoices", () => {
  it("round the crypto amount up, never down", async () => {
    // 25 EUR at 0.92 EUR a dollar are 27.173913043478... dollars.
    expect((await merchant.newInvoice()).amount).toBe(27.173914);
  });

  it("are repriceInvoice on schedule until money is seen", async () => {
    const amount = async (id: string) => (await merchant.ok("/invoice", { id })).amount;
    const waiting = await merchant.newInvoice({ currency: "ETH" });
    const seen = await merchant.newInvoice({ currency: "ETH" });
    await merchant.control(`/invoices/${seen.id}/pay`, { settle: false });
    const dropped = await merchant.newInvoice({ currency: "ETH" });
    await merchant.control(`/invoices/${dropped.id}/pay`, { confirm: false });
    await merchant.control(`/invoices/${dropped.id}/drop`);
    await merchant.control("/settings", { usdRates: { ETH: "5000" } });
    await merchant.control("/clock", { advanceMs: 14 * 60_000 });
    expect(await amount(waiting.id)).toBe(waiting.amount);
    await merchant.control("/clock", { advanceMs: 2 * 60_000 });
    expect(await amount(waiting.id)).toBeCloseTo(waiting.amount / 2, 9);
    expect(await amount(dropped.id)).toBeCloseTo(waiting.amount / 2, 9);
    expect(await amount(seen.id)).toBe(seen.amount);
    await merchant.control("/settings", { usdRates: { ETH: "2500" } });
    await fetch(`${emulator.url}/invoice/${waiting.idempotencyKey}`, { headers: { "x-live": "1" } });
    expect(await amount(waiting.id)).toBeCloseTo(waiting.amount / 2, 9);
    await fetch(`${emulator.url}/invoice/${waiting.idempotencyKey}`);
    expect(await amount(waiting.id)).toBe(waiting.amount);
  });

  it("expire after 3 hours on TRON, a day elsewhere, or as requested", async () => {
    const hours = ({ createdDate, expiration }: { createdDate: string; expiration: string }) =>
      (Date.parse(expiration) - Date.parse(createdDate)) / 3_600_000;
    expect(hours(await merchant.newInvoice({ currency: "USDT_TRX" }))).toBe(3);
    expect(hours(await merchant.newInvoice({ currency: "BTC" }))).toBe(24);
    const inTwoHours = new Date(Date.now() + 7_200_000).toISOString().slice(0, -1);
    expect(hours(await merchant.newInvoice({ expiration: inTwoHours }))).toBeCloseTo(2, 2);
    const inTwoDays = new Date(Date.now() + 48 * 3_600_000).toISOString();
    await expect(merchant.newInvoice({ expiration: inTwoDays })).rejects.toThrow("payload.expiration must be");
  });

  it("follow drifting rates within the configured bounds", async () => {
    await merchant.control("/settings", { rateMovePercent: "2" });
    const rates = new Set<number>();
    for (let minute = 0; minute < 10; minute++) {
      const { ratesMap } = await merchant.ok("/rate/fiat", { from: ["BTC"], to: ["USD"] });
      rates.add(ratesMap.BTC.USD);
      await merchant.control("/clock", { advanceMs: 60_000 });
    }
    expect(rates.size).toBeGreaterThan(5);
    expect(Math.min(...rates)).toBeGreaterThanOrEqual(64_000 * 0.98);
    expect(Math.max(...rates)).toBeLessThanOrEqual(64_000 * 1.02);
  });
});

describe("balances", () => {
  it("grow by a payment less the fee once it is credited", async () => {
    const { id, amount } = await merchant.newInvoice();
    await merchant.control(`/invoices/${id}/pay`, { confirm: false });
    expect(await merchant.balance("USDC")).toBe("5000");
    await merchant.control(`/invoices/${id}/confirm`);
    await waitUntil("completion", async () => (await merchant.ok("/invoice", { id })).state === "COMPLETED");
    expect(amount).toBe(27.173914);
    expect((await merchant.ok("/invoice", { id })).fee).toBe(0.271739);
    expect(await merchant.balance("USDC")).toBe("5026.902175");
  });

  it("hold a payout back until they cover amount and fee", async () => {
    await merchant.control("/settings", { withdrawalLimitUsdt: null });
    const errorsOf = async (id: string) =>
      (await merchant.ok("/payout", { id })).errors?.withdrawalErrors[0].errors.map(
        (error: { status: string; errorResolved: boolean }) => [error.status, error.errorResolved],
      );
    const { id } = (await newPayout("5000", "USDC")).json;
    await waitUntil("the error", async () => (await errorsOf(id)) !== undefined);
    expect(await errorsOf(id)).toEqual([["NOT_ENOUGH_FUNDS_FOR_COMMISSION", false]]);
    expect(await merchant.balance("USDC")).toBe("5000");
    expect((await merchant.call("/payout/cancel", { dealId: id })).status).toBe(400);
    await merchant.control("/account/top-up", { currency: "USDC", amount: "50" });
    await merchant.control("/clock", { advanceMs: 60_000 });
    await waitUntil("completion", async () => (await merchant.ok("/payout", { id })).state === "COMPLETED");
    expect(await errorsOf(id)).toEqual([["NOT_ENOUGH_FUNDS_FOR_COMMISSION", true]]);
    expect(await merchant.balance("USDC")).toBe("0");
    const second = (await newPayout("1", "USDC")).json;
    await waitUntil("the error", async () => (await errorsOf(second.id)) !== undefined);
    expect(await errorsOf(second.id)).toEqual([["NOT_ENOUGH_FUNDS", false]]);
  });

  it("limit withdrawals in all currencies to 1000 USDT together", async () => {
    const first = (await newPayout("990", "USDT")).json;
    await waitUntil("completion", async () => (await merchant.ok("/payout", { id: first.id })).state === "COMPLETED");
    const second = (await newPayout("0.0041", "ETH")).json;
    const payout = await waitUntil("the error", async () => {
      const found = await merchant.ok("/payout", { id: second.id });
      return found.errors && found;
    });
    expect(payout.errors.withdrawalErrors[0].errors[0].status).toBe("EXCEEDING_LIMIT");
    const third = (await newPayout("0.0039", "ETH")).json;
    await waitUntil("completion", async () => (await merchant.ok("/payout", { id: third.id })).state === "COMPLETED");
  });

  it("pay a repeated payout once and refuse other content under its key", async () => {
    const payload = { depositAddress: evmAddress, amount: 10, currency: "USDT", idempotencyKey: randomUUID() };
    const first = await merchant.ok("/payout/create", payload);
    const again = await merchant.ok("/payout/create", { ...payload, amount: 10.0 });
    expect(again.id).toBe(first.id);
    expect((await merchant.call("/payout/create", { ...payload, amount: 11 })).status).toBe(400);
    await waitUntil("completion", async () => (await merchant.ok("/payout", { id: first.id })).state === "COMPLETED");
    expect(await merchant.balance("USDT")).toBe("4989.9");
    await merchant.control("/settings", { repeatedRequest: "reject" });
    expect((await merchant.call("/payout/create", payload)).status).toBe(400);
  });
});
