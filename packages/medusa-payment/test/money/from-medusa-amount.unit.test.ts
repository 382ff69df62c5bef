import { fromMedusaAmount, type MedusaAmount } from "../../src/money/from-medusa-amount";

// Stands in for bignumber.js: `toFixed` is all that the function calls.
const bigNumberJs = (text: string) => ({ toFixed: () => text });

describe("fromMedusaAmount", () => {
  it.each<[string, MedusaAmount, string]>([
    ["text", "10.50", "10.5"],
    ["text with an exponent", "1.0000000000000000000e-18", "0.000000000000000001"],
    ["a stored raw value", { value: "10.990000000000000000" }, "10.99"],
    ["a raw value that is a number", { value: 10.99 }, "10.99"],
    [
      "Medusa's BigNumber with all its parts",
      { numeric: 0, raw: { value: "0.000001" }, bigNumber: bigNumberJs("0.000001") },
      "0.000001",
    ],
    [
      "Medusa's BigNumber without bignumber.js",
      { numeric: 0, raw: { value: "123456789012345678.12" } },
      "123456789012345678.12",
    ],
    ["Medusa's BigNumber with only a number", { numeric: 19.99 }, "19.99"],
    ["bignumber.js", bigNumberJs("123456789012345678.123456789012345678"), "123456789012345678.123456789012345678"],
    ["a number", 10.99, "10.99"],
    ["zero", 0, "0"],
    ["a large whole number", 9007199254740991, "9007199254740991"],
    ["a small number", 1e-7, "0.0000001"],
  ])("reads %s", (_, amount, text) => {
    expect(fromMedusaAmount(amount)).toBe(text);
  });

  it.each([
    ["a computed number", 0.1 + 0.2],
    ["a number too large to be exact", 2 ** 60 + 0.5],
    ["NaN", Number.NaN],
    ["infinity", Number.POSITIVE_INFINITY],
    ["undefined", undefined],
    ["null", null],
    ["words", "ten"],
    ["an empty object", {}],
    ["true", true],
  ])("refuses %s", (_, amount) => {
    expect(() => fromMedusaAmount(amount as MedusaAmount)).toThrow(
      expect.objectContaining({ code: "invalid_argument" }),
    );
  });
});
