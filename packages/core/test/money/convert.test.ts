import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { convertCryptoToFiat, convertFiatToCrypto } from "../../src/money/convert.ts";
import * as decimal from "../../src/money/decimal.ts";

describe("conversion between fiat and crypto", () => {
  it.each([
    ["100", "91234.5", 8, "up", "0.00109608"],
    ["100", "91234.5", 8, "down", "0.00109607"],
    ["10.00", "1", 6, "half_even", "10.000000"],
    ["0.01", "3000", 18, "up", "0.000003333333333334"],
  ] as const)("%s fiat at %s, to %i digits rounded %s, is %s", (amount, rate, scale, rounding, crypto) => {
    expect(convertFiatToCrypto({ amount, rate, scale, rounding })).toBe(crypto);
  });

  it("rounds crypto to fiat once", () => {
    expect(convertCryptoToFiat({ amount: "0.00109608", rate: "91234.5", scale: 2, rounding: "half_up" })).toBe(
      "100.00",
    );
  });

  it("is never too little if rounded up", () => {
    const cents = fc.bigInt({ min: 1n, max: 10n ** 9n });
    fc.assert(
      fc.property(cents, cents, (fiat, rate) => {
        const amount = `${fiat / 100n}.${String(fiat % 100n).padStart(2, "0")}`;
        const perCoin = `${rate / 100n}.${String(rate % 100n).padStart(2, "0")}`;
        const crypto = convertFiatToCrypto({ amount, rate: perCoin, scale: 8, rounding: "up" });
        expect(decimal.compare(decimal.multiply(crypto, perCoin), amount)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it.each(["0", "0.00", "-1", "", "1e3"])("refuses the rate %j", (rate) => {
    const options = { amount: "1", rate, scale: 2, rounding: "up" } as const;
    expect(() => convertFiatToCrypto(options)).toThrow(expect.objectContaining({ path: "rate" }));
    expect(() => convertCryptoToFiat(options)).toThrow(expect.objectContaining({ path: "rate" }));
  });
});
