import { describe, expect, it } from "vitest";
import { currencySymbol, tokenStandard } from "../../src/amounts/currency-symbol.ts";
import { isBelowExchangeMinimum } from "../../src/amounts/is-below-exchange-minimum.ts";

describe("currency codes", () => {
  it.each([
    ["BTC", "Bitcoin", "BTC", undefined],
    ["XDG", "Dogecoin", "DOGE", undefined],
    ["POL (prev. MATIC)", "Polygon", "POL", undefined],
    ["USDT", "Ethereum", "USDT", "ERC-20"],
    ["USDT_TRX", "Tron", "USDT", "TRC-20"],
    ["USDT_TRX", "TRON", "USDT", "TRC-20"],
    ["USDC_BSC", "BNB Smart Chain", "USDC", "BEP-20"],
    ["NEW_CHAIN", "Somewhere", "NEW", undefined],
  ])("%s on %s", (code, network, symbol, standard) => {
    expect(currencySymbol(code)).toBe(symbol);
    expect(tokenStandard(code, network)).toBe(standard);
  });
});

describe("isBelowExchangeMinimum", () => {
  it.each([
    ["9.999999", "USDT_TRX", true],
    ["10", "USDT_TRX", false],
    ["0.00049999", "BTC", true],
    ["19", "XDG", true],
    ["0.0001", "UNKNOWN", false],
    ["nonsense", "BTC", false],
  ])("%s %s", (amount, code, below) => {
    expect(isBelowExchangeMinimum(amount, code)).toBe(below);
  });
});
