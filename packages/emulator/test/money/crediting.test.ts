import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createEmulator, type Emulator } from "../../src/index.ts";
import { createMerchant, type Merchant } from "../support/merchant.ts";

let emulator: Emulator;
let merchant: Merchant;
beforeAll(async () => {
  emulator = await createEmulator({ autoCredit: false, withdrawalLimitUsdt: null });
  merchant = createMerchant(emulator);
});
afterAll(() => emulator.close());
afterEach(() => emulator.reset());

const pay = (id: string, payment: object = {}) =>
  merchant.control(`/invoices/${id}/pay`, { instant: true, ...payment });
const read = (id: string) => merchant.ok("/invoice", { id });

describe("an invoice's money", () => {
  it("is out of reach of payouts until it is credited", async () => {
    await merchant.control("/settings", { autoPayouts: false });
    const { id, amount } = await merchant.newInvoice({ currency: "DAI" });
    await pay(id);
    expect(await read(id)).toMatchObject({ state: "PAID", totalDebitAmount: amount });
    expect(await merchant.balance("DAI")).toBe("0");
    const payout = await merchant.newPayout({ currency: "DAI", amount: 20 });
    expect((await merchant.control(`/payouts/${payout.id}/complete`)).status).toBe(409);

    await merchant.control(`/invoices/${id}/credit`);
    expect((await read(id)).state).toBe("COMPLETED");
    expect((await merchant.control(`/payouts/${payout.id}/complete`)).json.state).toBe("COMPLETED");
    expect((await merchant.control(`/invoices/${id}/credit`)).status).toBe(409);
  });

  it.each(["under", "over"])("stays in its wallet during an intervention (%s)", async (amount) => {
    const { id } = await merchant.newInvoice();
    await pay(id, { amount });
    expect((await merchant.control(`/invoices/${id}/credit`)).status).toBe(409);
    await merchant.ok("/invoice/return-to-paid", { id });
    expect(await merchant.balance("USDC")).toBe("5000");
    await merchant.control(`/invoices/${id}/credit`);
    expect(await merchant.balance("USDC")).not.toBe("5000");
  });
});

describe("auto-conversion", () => {
  it("credits the target currency and reports it on the invoice", async () => {
    await merchant.control("/settings", { autoConversion: { ETH: "USDT_TRX" } });
    const { id } = await merchant.newInvoice({ currency: "ETH" });
    await pay(id);
    expect(await read(id)).not.toHaveProperty("autoconversion");
    await merchant.control(`/invoices/${id}/credit`);
    // 25 EUR are 0.0108695653 ETH; less 1% at 2500 USDT.
    expect(await read(id)).toMatchObject({
      currency: "ETH",
      state: "COMPLETED",
      autoconversion: { targetCurrency: "USDT_TRX", amount: 26.902174 },
    });
    expect([await merchant.balance("ETH"), await merchant.balance("USDT_TRX")]).toEqual(["10", "5026.902174"]);
  });

  it("adds up over the payments of an unlimited invoice", async () => {
    await merchant.control("/settings", { autoConversion: { ETH: "USDT" }, autoCredit: true });
    const { id } = await merchant.ok("/invoice/unlimited/create", { currency: "ETH", description: "Top up" });
    for (const amount of ["0.1", "0.2"]) await pay(id, { amount });
    expect((await read(id)).autoconversion).toEqual({ targetCurrency: "USDT", amount: 742.5 });
    expect(await merchant.balance("USDT")).toBe("5742.5");
  });

  it("applies to customers' deposits, but not to the merchant's top-ups", async () => {
    await merchant.control("/settings", { autoConversion: { ETH: "USDT" }, timeScale: 0 });
    const { id } = await merchant.ok("/customer-purse/customer/create", {});
    await merchant.control(`/customers/${id}/deposit`, { currency: "ETH", amount: "1" });
    await merchant.control("/clock", { advanceMs: 1000 });
    await merchant.control("/account/top-up", { currency: "ETH", amount: "1" });
    expect([await merchant.balance("ETH"), await merchant.balance("USDT")]).toEqual(["11", "7475"]);
  });
});
