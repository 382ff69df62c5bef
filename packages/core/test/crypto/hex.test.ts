import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeByTable, decodeHexInto, encodeByTable, encodeHex } from "../../src/crypto/hex.ts";

describe.each([
  ["table", encodeByTable, decodeByTable],
  ["engine, if it has one", encodeHex, decodeHexInto],
])("hex by %s", (_, encode, decode) => {
  it("agrees with Buffer in both directions and cases", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = Buffer.from(bytes).toString("hex");
        expect(encode(bytes)).toBe(text);
        for (const given of [text, text.toUpperCase()]) {
          const decoded = new Uint8Array(bytes.length);
          expect(decode(decoded, given)).toBe(true);
          expect(decoded).toEqual(bytes);
        }
      }),
    );
  });

  it.each([
    "",
    "0",
    "000",
    "0000g0",
    "00 000",
    "0x0000",
    "g0000",
    "/00000",
    ":00000",
    "@00000",
    "`00000",
    "0000é0",
    "00000٣",
  ])("refuses %j for two bytes", (text) => {
    expect(decode(new Uint8Array(2), text)).toBe(false);
    expect(decode(new Uint8Array(3), text)).toBe(false);
  });
});
