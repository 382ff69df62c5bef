import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainDecimal } from "../../src/json/plain-decimal.ts";
import * as decimal from "../../src/money/decimal.ts";

const SCALE = 10n ** 18n;
const units = fc.bigInt({ min: -(10n ** 36n), max: 10n ** 36n });
const text = (value: bigint) => {
  const digits = value < 0n ? -value : value;
  return `${value < 0n ? "-" : ""}${digits / SCALE}.${String(digits % SCALE).padStart(18, "0")}`;
};

describe("decimal", () => {
  it.each([
    ["0.1", "0.2", "0.3"],
    ["1.10", "0", "1.1"],
    ["-1", "1", "0"],
    ["123456789012345678.123456789012345678", "0.000000000000000001", "123456789012345678.123456789012345679"],
    ["0.00000000000000000001", "0", "0.00000000000000000001"],
  ])("%s + %s = %s", (a, b, total) => {
    expect(decimal.add(a, b)).toBe(total);
    expect(decimal.equals(decimal.subtract(total, b), a)).toBe(true);
  });

  it("adds, subtracts, multiplies and compares as integers do", () => {
    fc.assert(
      fc.property(units, units, (a, b) => {
        expect(decimal.add(text(a), text(b))).toBe(decimal.normalize(text(a + b)));
        expect(decimal.subtract(text(a), text(b))).toBe(decimal.normalize(text(a - b)));
        expect(
          decimal.equals(decimal.multiply(decimal.multiply(text(a), text(b)), text(SCALE * SCALE)), text(a * b)),
        ).toBe(true);
        expect(decimal.compare(text(a), text(b))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  it.each([
    ["1.005", 2, "half_up", "1.01"],
    ["1.005", 2, "half_even", "1.00"],
    ["1.015", 2, "half_even", "1.02"],
    ["1.009", 2, "down", "1.00"],
    ["1.001", 2, "up", "1.01"],
    ["-1.005", 2, "half_up", "-1.01"],
    ["-0.004", 2, "half_up", "0.00"],
    ["-1.009", 2, "down", "-1.00"],
    ["1", 2, "up", "1.00"],
    ["0.5", 0, "half_up", "1"],
    ["0.5", 0, "half_even", "0"],
  ] as const)("%s to %i digits, %s, is %s", (value, scale, rounding, rounded) => {
    expect(decimal.round(value, { scale, rounding })).toBe(rounded);
  });

  it.each([
    ["10", "3", 4, "down", "3.3333"],
    ["10", "3", 4, "up", "3.3334"],
    ["1", "8", 2, "half_even", "0.12"],
    ["1", "8", 2, "half_up", "0.13"],
    ["100", "0.999999", 6, "up", "100.000101"],
  ] as const)("%s / %s to %i digits, %s, is %s", (a, b, scale, rounding, quotient) => {
    expect(decimal.divide(a, b, { scale, rounding })).toBe(quotient);
  });

  it("divides with quotients that bound the exact one", () => {
    const positive = fc.bigInt({ min: 1n, max: 10n ** 30n });
    fc.assert(
      fc.property(positive, positive, fc.integer({ min: 0, max: 18 }), (a, b, scale) => {
        const up = decimal.divide(text(a), text(b), { scale, rounding: "up" });
        const down = decimal.divide(text(a), text(b), { scale, rounding: "down" });
        expect(decimal.compare(decimal.multiply(up, text(b)), text(a))).toBeGreaterThanOrEqual(0);
        expect(decimal.compare(decimal.multiply(down, text(b)), text(a))).toBeLessThanOrEqual(0);
        expect(decimal.scaleOf(up)).toBe(scale);
      }),
    );
  });

  it.each(["", " 1", "01", "1e3", "NaN", "Infinity", "1.", ".1", "0x1", "1,0", "--1", 1, null, undefined])(
    "refuses %j",
    (value) => {
      expect(() => decimal.add(value as string, "1")).toThrow(
        expect.objectContaining({ name: "CalypsoArgumentError", code: "invalid_argument" }),
      );
      expect(decimal.isDecimal(value)).toBe(false);
    },
  );

  it("refuses division by zero, invalid scales and invalid modes", () => {
    const options = { scale: 2, rounding: "down" } as const;
    expect(() => decimal.divide("1", "0.00", options)).toThrow(/division by zero/);
    expect(() => decimal.round("1", { ...options, scale: -1 })).toThrow(/scale/);
    expect(() => decimal.round("1", { ...options, scale: 1.5 })).toThrow(/scale/);
    expect(() => decimal.round("1", { scale: 2, rounding: "nearest" as "down" })).toThrow(/rounding/);
  });

  it("sums, and picks the smaller and the larger", () => {
    expect(decimal.sum([])).toBe("0");
    expect(decimal.sum(["0.1", "0.2", "0.30"])).toBe("0.6");
    expect([decimal.min("1.10", "1.2"), decimal.max("1.10", "1.1")]).toEqual(["1.10", "1.10"]);
    expect([decimal.isZero("-0.00"), decimal.isPositive("0.1"), decimal.isNegative("-0.1")]).toEqual([
      true,
      true,
      true,
    ]);
  });
});

describe("plainDecimal", () => {
  it("removes any JSON number's exponent without changing its value", () => {
    const exponent = fc.integer({ min: -60, max: 60 });
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 25n }), fc.nat({ max: 999 }), exponent, (whole, fraction, power) => {
        const plain = plainDecimal(`${whole}.${fraction}e${power}`);
        expect(plain).toMatch(/^(?:0|[1-9]\d*)(?:\.\d+)?$/);
        const [shifted, back] = power < 0 ? [plain, `${whole}.${fraction}`] : [`${whole}.${fraction}`, plain];
        const tenTo = `1${"0".repeat(Math.abs(power))}`;
        expect(decimal.equals(decimal.multiply(shifted, tenTo), back)).toBe(true);
      }),
    );
  });
});
