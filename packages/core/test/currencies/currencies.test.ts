import { describe, expect, it } from "vitest";
import {
  canonicalCurrencyCode,
  completeCurrencies,
  findCurrency,
  knownCurrencies,
} from "../../src/currencies/currency-table.ts";
import { addressUrl, transactionUrl } from "../../src/currencies/explorer-url.ts";
import { networkNameOf } from "../../src/currencies/networks.ts";
import { paymentUri, smallestUnits } from "../../src/currencies/payment-uri.ts";

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
  ])("has %s on %s, token standard %s", (code, network, tokenStandard) => {
    expect(findCurrency(code)).toMatchObject({ network, tokenStandard });
  });

  it.each([
    ["MATIC", "POL"],
    ["USDT_MATIC", "USDT_POL"],
    ["USDC_MATIC", "USDC_POL"],
    ["doge", "XDG"],
    ["btc", "BTC"],
    ["WHATEVER", "WHATEVER"],
  ])("takes %s as %s", (code, canonical) => {
    expect(canonicalCurrencyCode(code)).toBe(canonical);
  });

  it("does not know others, nor an object's inherited names", () => {
    for (const code of ["", "SHIB", "constructor", "__proto__"]) expect(findCurrency(code)).toBeUndefined();
    expect(networkNameOf("toString")).toBeUndefined();
  });

  it("gives every token a standard and every currency digits", () => {
    for (const currency of knownCurrencies()) {
      expect(currency.decimals).toBeGreaterThan(0);
      if (currency.contract !== undefined) expect(currency.tokenStandard).toBeDefined();
    }
  });
});

describe("completeCurrencies", () => {
  it("takes the live list's codes and digits, and the table's names", () => {
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

  it("is empty before anything was read", () => {
    expect(completeCurrencies({}).size).toBe(0);
  });
});

describe("explorer pages", () => {
  it.each([
    ["BTC", "https://mempool.space/tx/ab", "https://mempool.space/address/ab"],
    ["USDT", "https://etherscan.io/tx/ab", "https://etherscan.io/address/ab"],
    ["MATIC", "https://polygonscan.com/tx/ab", "https://polygonscan.com/address/ab"],
    ["USDT_TRX", "https://tronscan.org/#/transaction/ab", "https://tronscan.org/#/address/ab"],
    ["USDT_TON", "https://tonviewer.com/transaction/ab", "https://tonviewer.com/ab"],
  ])("of %s", (code, transaction, address) => {
    expect(transactionUrl(code, "ab")).toBe(transaction);
    expect(addressUrl(code, "ab")).toBe(address);
  });

  it("are none for what is not known, and hold no markup", () => {
    expect(transactionUrl("XMR", "ab")).toBeUndefined();
    expect(transactionUrl("BTC", "")).toBeUndefined();
    expect(transactionUrl("BTC", '"><script>$&')).toBe("https://mempool.space/tx/%22%3E%3Cscript%3E%24%26");
  });
});

describe("paymentUri", () => {
  const evm = "0xc23670524181205cdddef7a7e471674779b20797";
  const ton = "EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs";

  it.each([
    // BIP 21
    ["BTC", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", "0.00100", "bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT?amount=0.001"],
    [
      "LTC",
      "ltc1qhuv3dhpnm0wktasd3v0kt6e4aqfqsd0uhfdu7d",
      "2",
      "litecoin:ltc1qhuv3dhpnm0wktasd3v0kt6e4aqfqsd0uhfdu7d?amount=2",
    ],
    ["XDG", "D7Y55r6Yoc1G8EECxkQ6SuSjTgGJJ7M6yD", "1.5", "dogecoin:D7Y55r6Yoc1G8EECxkQ6SuSjTgGJJ7M6yD?amount=1.5"],
    // EIP-681
    ["ETH", evm, "0.000042026017236", `ethereum:${evm}@1?value=42026017236000`],
    ["BNB", evm, "1", `ethereum:${evm}@56?value=1000000000000000000`],
    [
      "USDT",
      evm,
      "980.1",
      `ethereum:0xdAC17F958D2ee523a2206206994597C13D831ec7@1/transfer?address=${evm}&uint256=980100000`,
    ],
    [
      "USDT_BSC",
      evm,
      "1",
      `ethereum:0x55d398326f99059fF775485246999027B3197955@56/transfer?address=${evm}&uint256=1000000000000000000`,
    ],
    [
      "USDT_MATIC",
      evm,
      "1",
      `ethereum:0xc2132D05D31c914a87C6611C10748AEb04B58e8F@137/transfer?address=${evm}&uint256=1000000`,
    ],
    // TON
    ["TON", ton, "1.5", `ton://transfer/${ton}?amount=1500000000`],
    ["USDT_TON", ton, "2", `ton://transfer/${ton}?jetton=${ton}&amount=2000000`],
    // without a standard, a certain contract, or knowledge: the address
    ["TRX", "TEoZ53apYcxrJspfCCb7PGh5CJKMiRrAMX", "1", "TEoZ53apYcxrJspfCCb7PGh5CJKMiRrAMX"],
    ["USDT_TRX", "TEoZ53apYcxrJspfCCb7PGh5CJKMiRrAMX", "1", "TEoZ53apYcxrJspfCCb7PGh5CJKMiRrAMX"],
    ["USDC_POL", evm, "1", evm],
    ["FRAX", evm, "1", evm],
    ["XMR", "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33", "1", "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33"],
  ])("of %s to %s over %s is %s", (currency, address, amount, uri) => {
    expect(paymentUri({ currency, address, amount })).toBe(uri);
  });

  it("leaves the amount to the payer when there is none, and shows a label", () => {
    const address = "1BoatSLRHtKNngkdXEeobR76b53LETtpyT";
    expect(paymentUri({ currency: "BTC", address })).toBe(`bitcoin:${address}`);
    expect(paymentUri({ currency: "BTC", address, label: "Café & Co" })).toBe(
      `bitcoin:${address}?label=Caf%C3%A9%20%26%20Co`,
    );
    expect(paymentUri({ currency: "ETH", address: evm })).toBe(`ethereum:${evm}@1`);
    expect(paymentUri({ currency: "TON", address: ton })).toBe(`ton://transfer/${ton}`);
  });

  it("rounds up what the network can't keep, so that it is never too little", () => {
    expect(smallestUnits("0.0000001", 6)).toBe("1");
    expect(paymentUri({ currency: "USDT", address: evm, amount: "1.0000001" })).toContain("uint256=1000001");
    expect(
      paymentUri({ currency: "BTC", address: "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", amount: "0.000000001" }),
    ).toContain("amount=0.00000001");
  });

  it.each([
    [`${evm}?value=1`, "1"],
    [`${evm}&x`, "1"],
    ["", "1"],
    ["short", "1"],
    [`${evm} `, "1"],
    [evm, "0"],
    [evm, "-1"],
    [evm, "1e3"],
    [evm, ""],
  ])("refuses address %j with amount %j", (address, amount) => {
    expect(() => paymentUri({ currency: "ETH", address, amount })).toThrow(
      expect.objectContaining({ code: "invalid_argument" }),
    );
  });
});
