import { describe, expect, it } from "vitest";
import {
  canonicalCurrencyCode,
  completeCurrencies,
  findCurrency,
  knownCurrencies,
} from "../../src/currencies/currency-table.ts";
import { networkNameOf } from "../../src/currencies/networks.ts";

describe("the currency table", () => {
  // Source: documentation, "ENUM description", "Currency".
  it.each([
    ["BTC", "BITCOIN", undefined],
    ["LTC", "LITECOIN", undefined],
    ["XDG", "DOGECOIN", undefined],
    ["ETH", "ETHEREUM", undefined],
    ["USDT", "ETHEREUM", "ERC-20"],
    ["USDC", "ETHEREUM", "ERC-20"],
    ["FRAX", "ETHEREUM", "ERC-20"],
    ["DAI", "ETHEREUM", "ERC-20"],
    ["POL (prev. MATIC)", "POLYGON", undefined],
    ["USDT_POL", "POLYGON", "ERC-20"],
    ["USDC_POL", "POLYGON", "ERC-20"],
    ["TRX", "TRON", undefined],
    ["USDT_TRX", "TRON", "TRC-20"],
    ["BNB", "BINANCE_SMART_CHAIN", undefined],
    ["USDT_BSC", "BINANCE_SMART_CHAIN", "BEP-20"],
    ["TON", "TONCOIN", undefined],
    ["USDT_TON", "TONCOIN", "Jetton"],
  ])("lists %s on %s with token standard %s", (code, network, tokenStandard) => {
    expect(findCurrency(code)).toMatchObject({ network, tokenStandard });
  });

  it.each([
    ["MATIC", "POL"],
    ["USDT_MATIC", "USDT_POL"],
    ["USDC_MATIC", "USDC_POL"],
    ["doge", "XDG"],
    ["btc", "BTC"],
    ["WHATEVER", "WHATEVER"],
  ])("resolves %s to %s", (code, canonical) => {
    expect(canonicalCurrencyCode(code)).toBe(canonical);
  });

  it("knows neither other codes nor inherited property names", () => {
    for (const code of ["", "SHIB", "constructor", "__proto__"]) expect(findCurrency(code)).toBeUndefined();
    expect(networkNameOf("toString")).toBeUndefined();
  });

  it("has a standard for every token, decimals for every currency", () => {
    for (const currency of knownCurrencies()) {
      expect(currency.decimals).toBeGreaterThan(0);
      if (currency.contract !== undefined) expect(currency.tokenStandard).toBeDefined();
    }
  });
});

describe("completeCurrencies", () => {
  it("combines the live list's decimals with the table's names", () => {
    const table = completeCurrencies({
      fullInfo: {
        cryptoCurrencies: [
          {
            currency: "USDT_MATIC",
            name: "USDT",
            token: true,
            network: "Polygon",
            blockchainScale: 6,
            recommendedDisplayScale: 2,
          },
          { currency: "PEPE", name: "Pepe", token: true, network: "ERC20", blockchainScale: 18 },
          { currency: "XMR", name: "Monero", network: "MONERO" },
        ],
      },
      all: { fiatCurrencies: [], cryptoCurrencies: [{ name: "PEPE", contract: "0x69", blockchainName: "ETHEREUM" }] },
    });
    expect([...table.keys()]).toEqual(["USDT_MATIC", "PEPE", "XMR"]);
    expect(table.get("USDT_MATIC")).toMatchObject({
      code: "USDT_MATIC",
      displayName: "Tether USD",
      symbol: "USDT",
      network: "POLYGON",
      decimals: 6,
      displayScale: 2,
      contract: "0xc2132D05D31c914a87C6611C10748AEb04B58e8F",
    });
    expect(table.get("PEPE")).toMatchObject({
      displayName: "Pepe",
      network: "ETHEREUM",
      networkName: "Ethereum",
      tokenStandard: "ERC-20",
      decimals: 18,
      contract: "0x69",
    });
    expect(table.get("XMR")).toMatchObject({ network: undefined, networkName: "MONERO", decimals: undefined });
  });

  it("is empty without live lists", () => {
    expect(completeCurrencies({}).size).toBe(0);
  });
});
