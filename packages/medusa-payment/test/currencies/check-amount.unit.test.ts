import { describe, expect, it } from "vitest";
import { checkAmount } from "../../src/currencies/check-amount";
import type { CalypsoSettings } from "../../src/options/calypso-options";

const settings = (leastAmount: Record<string, string>) => ({ checkout: { leastAmount } }) as unknown as CalypsoSettings;

describe("checkAmount", () => {
  it.each([
    ["0", "eur", /start at 0\.01 EUR/],
    ["0.00", "eur", /start at 0\.01 EUR/],
    ["0.004", "eur", /start at 0\.01 EUR/],
    ["-3", "eur", /nothing is left to pay/],
    ["0.4", "jpy", /start at 1 JPY/],
    ["0.0004", "kwd", /start at 0\.001 KWD/],
  ])("refuses %s %s: no invoice can be issued for it", (amount, code, message) => {
    expect(() => checkAmount(amount, code, settings({}))).toThrow(message);
    expect(() => checkAmount(amount, code, settings({}))).toThrow(
      expect.objectContaining({ code: "amount_too_small" }),
    );
  });

  it("knows the merchant's least amount for each fiat currency", () => {
    const limits = settings({ eur: "10", default: "12" });
    expect(() => checkAmount("9.99", "EUR", limits)).toThrow(/start at 10 EUR/);
    expect(() => checkAmount("11.99", "usd", limits)).toThrow(/start at 12 USD/);
    expect(() => checkAmount("10", "eur", limits)).not.toThrow();
    expect(() => checkAmount("0.01", "eur", settings({}))).not.toThrow();
  });
});
