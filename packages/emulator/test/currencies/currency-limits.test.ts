import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createEmulator, type Emulator } from "../../src/index.ts";
import { createMerchant, type Merchant } from "../support/merchant.ts";

let emulator: Emulator;
let merchant: Merchant;
beforeAll(async () => {
  emulator = await createEmulator();
  merchant = createMerchant(emulator);
});
afterAll(() => emulator.close());
afterEach(() => emulator.reset());

const invoice = (fields: object) =>
  merchant.call("/invoice/single-fiat/create", {
    currency: "USDC",
    fiatAmount: 25,
    fiatCurrency: "EUR",
    description: "Two mugs",
    ...fields,
  });
const address = `0x${"1".repeat(40)}`;

describe("an inactive currency", () => {
  it("is listed, without the flag that makes it usable", async () => {
    await merchant.control("/settings", { inactiveCurrencies: ["DAI", "UAH"], disabledCurrencies: ["ETH"] });
    const { cryptoCurrencies, fiatCurrencies } = await merchant.ok("/currency");
    const flags = (name: string) => {
      const found = [...cryptoCurrencies, ...fiatCurrencies].find((each) => each.name === name);
      return [found.enabled, found.active];
    };
    expect(["DAI", "UAH", "ETH", "BTC"].map(flags)).toEqual([
      [true, false],
      [true, false],
      [false, true],
      [true, true],
    ]);
    const { result } = await merchant.ok("/currency/fiat");
    expect(result.find(({ currency }: { currency: string }) => currency === "UAH").active).toBe(false);
    // This list has no flags: it names inactive currencies too.
    const full = await merchant.ok("/currency/crypto/full-info");
    expect(full.cryptoCurrencies).toHaveLength(17);
  });

  it.each(["inactiveCurrencies", "disabledCurrencies"])("is refused for new objects (%s)", async (setting) => {
    const customer = await merchant.ok("/customer-purse/customer/create", {});
    const { idempotencyKey } = await merchant.newWidget(["ETH", "BTC"]);
    await merchant.control("/settings", { [setting]: ["ETH"] });
    const refusals = [
      await invoice({ currency: "ETH" }),
      await merchant.call("/payout/create", { depositAddress: address, amount: 1, currency: "ETH" }),
      await merchant.call("/exchange/create", { sourceCurrency: "USDT", destinationCurrency: "ETH", amount: 20 }),
      await merchant.call("/customer-purse/address/get", { customerId: customer.id, currency: "ETH" }),
      await merchant.control(`/widgets/${idempotencyKey}/choose`, { currency: "ETH" }),
    ];
    expect(refusals.map(({ status, json }) => [status, json.error])).toEqual(
      refusals.map(() => [400, "currency_inactive"]),
    );
    await expect(merchant.newWidget(["ETH", "BTC"])).rejects.toThrow("ETH is not active");
    expect((await merchant.newWidget()).cryptoCurrencies).not.toContain("ETH");
  });

  it("is refused as a fiat currency", async () => {
    await merchant.control("/settings", { inactiveCurrencies: ["EUR"] });
    expect(await invoice({})).toMatchObject({ status: 400, json: { error: "currency_inactive" } });
    await expect(merchant.newWidget(["BTC"])).rejects.toThrow("EUR is not active");
  });
});

describe("a minimum", () => {
  it("by currency is required of invoices and payouts", async () => {
    await merchant.control("/settings", { minimumAmounts: { USDC: "10" } });
    const payout = (amount: number) =>
      merchant.call("/payout/create", { depositAddress: address, amount, currency: "USDC" });
    const answers = [
      await invoice({ fiatAmount: 9.2 }),
      await invoice({ fiatAmount: 9.19 }),
      await invoice({ currency: "DAI", fiatAmount: 1 }),
      await payout(10),
      await payout(9.99),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 200, 200, 400]);
    expect(answers[1]?.json).toMatchObject({ error: "amount_too_small", message: expect.stringContaining("10 USDC") });
  });

  it("in USD is required of invoices and widgets", async () => {
    await merchant.control("/settings", { minimumInvoiceUsd: "10" });
    const answers = [
      await invoice({ fiatAmount: 10, fiatCurrency: "USD" }),
      await invoice({ fiatAmount: 9.99, fiatCurrency: "USD" }),
      await merchant.call("/invoice/single/create", { currency: "ETH", amount: 0.0039, description: "Mug" }),
      await merchant.call("/invoice/unlimited/create", { currency: "ETH", description: "Mug" }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 400, 200]);
    await expect(merchant.newWidget(["BTC"], { fiatAmount: 9 })).rejects.toThrow("at least 10 USD");
  });
});
