import { describe, expect, it } from "vitest";
import { exchangeRate } from "../../src/amounts/exchange-rate.ts";

describe("exchangeRate", () => {
  it.each([
    ["28.90", "0.00049223", "58712.39"],
    ["78.90", "85.76087", "0.9199"],
    ["1", "3", "0.3333"],
    ["0.05", "1234567", "0.00000004050"],
    ["100", "1", "100.00"],
    ["1", "0.000000000000000001", "1000000000000000000.00"],
  ])("%s for %s", (fiat, crypto, rate) => {
    expect(exchangeRate(fiat, crypto)).toBe(rate);
  });
  it.each([
    ["1", "0"],
    ["", "1"],
    ["1e3", "1"],
    ["-1", "1"],
    ["1", "9".repeat(30)],
  ])("has none of %s for %s", (fiat, crypto) => {
    expect(exchangeRate(fiat, crypto)).toBeUndefined();
  });
});
