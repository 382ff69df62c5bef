import { describe, expect, it } from "vitest";
import { exactNumber, parseExactJson } from "../../src/money.ts";

describe("exact JSON", () => {
  it.each([
    ["0.000042026017236", "0.000042026017236"],
    ["1.10", "1.10"],
    ["123456789012345678.123456789012345678", "123456789012345678.123456789012345678"],
    ["1e-18", "0.000000000000000001"],
    ["0", "0"],
    ["1E3", "1000"],
    ["1.5e1", "15"],
    ["12.5e-1", "1.25"],
    ["-1e-2", "-0.01"],
    ["-0", "0"],
    ["-0.0", "0.0"],
    ["0e5", "0"],
    ["1.0", "1.0"],
  ])("reads %s as %s and writes it back", (source, decimal) => {
    const read = parseExactJson(`{"amount":${source}}`) as { amount: string };
    expect(read.amount).toBe(decimal);
    const written = JSON.stringify({ amount: exactNumber(read.amount) });
    expect(written).toBe(`{"amount":${decimal}}`);
    expect(parseExactJson(written)).toEqual(read);
  });

  it("keeps text that looks like a number", () => {
    expect(parseExactJson('["1e-18", " 1 ", "0x10"]')).toEqual(["1e-18", " 1 ", "0x10"]);
  });

  it("does not expand a huge exponent", () => {
    expect(parseExactJson("[1e999999999]")).toEqual(["1e999999999"]);
  });

  it("reads nested numbers, and keeps everything else", () => {
    expect(parseExactJson('{"a":[1,{"b":2.50}],"c":true,"d":null,"e":"x"}')).toEqual({
      a: ["1", { b: "2.50" }],
      c: true,
      d: null,
      e: "x",
    });
  });

  it("drops null properties on request, but not array elements", () => {
    expect(parseExactJson('{"a":null,"b":[null,1],"c":{"d":null}}', { dropNulls: true })).toEqual({
      b: [null, "1"],
      c: {},
    });
  });

  it.each([{}, { dropNulls: true }])("does not let a __proto__ key set the prototype, with %j", (options) => {
    const value = parseExactJson('{"__proto__":{"polluted":1},"a":null}', options) as Record<string, unknown>;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect((value as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it("reads or refuses a text of extreme depth", () => {
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    try {
      expect(parseExactJson(deep, { dropNulls: true })).toBeInstanceOf(Array);
    } catch (error) {
      expect(error).toMatchObject({ code: "malformed_json" });
    }
  });

  it.each(["", "{", "01", "{'a':1}", "NaN", "[1,]"])("refuses %j without quoting it", (text) => {
    expect(() => parseExactJson(text)).toThrow(expect.objectContaining({ code: "malformed_json" }));
    expect(() => parseExactJson(`${text} secret`)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining("secret") }),
    );
  });

  it.each(["1e5", "", "01", "+1", ".5", "5.", "1,5", "NaN", "1 ", '"1"', "0x1"])("does not write %j", (text) => {
    expect(() => exactNumber(text)).toThrow(expect.objectContaining({ name: "CalypsoJsonError" }));
  });
});
