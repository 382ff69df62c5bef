import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExactJson } from "./exact-json.ts";
import { plainDecimal } from "./plain-decimal.ts";

/**
 * What the engine itself says of a text: its values with the source text of each number. V8 (13.6) tells no source
 * where a key before it has an escape; these numbers are read from ours, so that the rest is still compared.
 */
function parseByReviver(text: string): unknown {
  const parse = JSON.parse as (
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ) => unknown;
  return parse(text, (_, value, { source }) => {
    if (typeof value !== "number") return value;
    return source === undefined ? expect.toSatisfy((ours) => Number(ours) === value) : plainDecimal(source);
  });
}

function outcome(read: () => unknown): unknown {
  try {
    return { value: read() };
  } catch {
    return "malformed";
  }
}

const digits = fc.bigInt({ min: 0n, max: 10n ** 30n }).map(String);
const number = fc
  .tuple(fc.constantFrom("", "-"), digits, fc.option(digits), fc.option(fc.integer({ min: -30, max: 30 })))
  .map(
    ([sign, whole, fraction, power]) =>
      `${sign}${whole}${fraction ? `.${fraction}` : ""}${power === null ? "" : `e${power}`}`,
  );

const string = fc
  .string({ unit: fc.constantFrom('"', "\\", "1", "-", ":", "{", "é", "\u2028", "\n", "e", ".", " ", ",") })
  .map((text) => JSON.stringify(text));

/** JSON texts with numbers that doubles can't hold, and strings full of quotes, backslashes and digits. */
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    number,
    string,
    fc.constantFrom("true", "false", "null"),
    tie("array"),
    tie("object"),
  ),
  array: fc.array(tie("json")).map((items) => `[${items.join(" , ")}]`),
  object: fc
    .array(fc.tuple(string, tie("json")))
    .map((entries) => `{${entries.map(([k, v]) => `${k} : ${v}`).join(",")}}`),
}));
describe("parseExactJson", () => {
  it("reads any JSON as the engine's own reviver does", () => {
    fc.assert(
      fc.property(json as fc.Arbitrary<string>, (text) => {
        expect(parseExactJson(text)).toEqual(parseByReviver(text));
      }),
      { numRuns: 1000 },
    );
  });

  it("refuses exactly what the engine refuses, whatever is cut, doubled or swapped", () => {
    const change = fc.record({
      at: fc.nat(),
      length: fc.nat({ max: 3 }),
      insert: fc.constantFrom("", '"', "\\", "1", "-", ":", ",", "}", "]", ".", "e", " ", "0", "{"),
    });
    fc.assert(
      fc.property(json as fc.Arbitrary<string>, change, (text, { at, length, insert }) => {
        const start = at % (text.length + 1);
        const changed = text.slice(0, start) + insert + text.slice(start + length);
        expect(outcome(() => parseExactJson(changed))).toEqual(outcome(() => parseByReviver(changed)));
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    "{1:2}",
    "{1 :2}",
    '{"a":1,2\n:3}',
    "1.",
    "-",
    "--1",
    "1-2",
    "+1",
    "01",
    "-01",
    "1e",
    "1.5.2",
    "0x10",
    "1_000",
    "true1",
    "1true",
    '"1',
    "[1 2]",
  ])("refuses %j", (text) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(() => parseExactJson(text)).toThrow(expect.objectContaining({ code: "malformed_json" }));
  });

  it("goes through a long run of backslashes in a blink", () => {
    const text = JSON.stringify("\\".repeat(200_000));
    expect(parseExactJson(text)).toBe("\\".repeat(200_000));
  });
});
