import { describe, expect, it } from "vitest";
import { paymentUri, smallestUnits } from "../../src/currencies/payment-uri.ts";

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
    // An address that has its scheme already
    ["BTC", "bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT", "1", "bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT?amount=1"],
    ["ETH", `ethereum:${evm}`, "1", `ethereum:${evm}@1?value=1000000000000000000`],
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
    // No standard, no unambiguous contract, or an unknown currency: the address
    ["TRX", "TEoZ53apYcxrJspfCCb7PGh5CJKMiRrAMX", "1", "TEoZ53apYcxrJspfCCb7PGh5CJKMiRrAMX"],
    ["USDT_TRX", "TEoZ53apYcxrJspfCCb7PGh5CJKMiRrAMX", "1", "TEoZ53apYcxrJspfCCb7PGh5CJKMiRrAMX"],
    ["USDC_POL", evm, "1", evm],
    ["FRAX", evm, "1", evm],
    ["XMR", "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33", "1", "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33"],
  ])("for %s to %s of %s is %s", (currency, address, amount, uri) => {
    expect(paymentUri({ currency, address, amount })).toBe(uri);
  });

  it("omits a missing amount, and shows a label", () => {
    const address = "1BoatSLRHtKNngkdXEeobR76b53LETtpyT";
    expect(paymentUri({ currency: "BTC", address })).toBe(`bitcoin:${address}`);
    expect(paymentUri({ currency: "BTC", address, label: "Café & Co" })).toBe(
      `bitcoin:${address}?label=Caf%C3%A9%20%26%20Co`,
    );
    expect(paymentUri({ currency: "ETH", address: evm })).toBe(`ethereum:${evm}@1`);
    expect(paymentUri({ currency: "TON", address: ton })).toBe(`ton://transfer/${ton}`);
  });

  it("rounds digits beyond the network's up", () => {
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
