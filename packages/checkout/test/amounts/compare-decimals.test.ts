import { describe, expect, it } from "vitest";
import { compareDecimals } from "../../src/amounts/compare-decimals.ts";

describe("compareDecimals", () => {
  it.each([
    ["1", "1.0", 0],
    ["01.50", "1.5", 0],
    ["0", "0.000", 0],
    ["0.1", "0.09", 1],
    ["9", "10", -1],
    ["0.000000000000000001", "0.000000000000000002", -1],
    ["12345678901234567890.1", "12345678901234567890.09", 1],
    ["2.5", "2.50000000000000000001", -1],
  ])("%s to %s", (a, b, sign) => {
    expect(Math.sign(compareDecimals(a, b))).toBe(sign);
    expect(Math.sign(compareDecimals(b, a))).toBe(sign === 0 ? 0 : -sign);
  });

  it.each(["", "1e3", "-1", ".5", "1.", "abc", "1,5"])("rejects %j", (text) => {
    expect(compareDecimals(text, "1")).toBeNaN();
  });
});
