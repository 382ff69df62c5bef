import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExactJson } from "../../src/json/parse-exact-json.ts";
import { plainDecimal } from "../../src/json/plain-decimal.ts";

/**
 * The engine's own reading of a text: its values, with the source text of each number. V8 13.6 has no source after a key
 * with an escape; those numbers are only compared as doubles.
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

/** The engine's own reading, with numbers compared as doubles: for texts with duplicate names. */
function parseByDouble(text: string): unknown {
  return JSON.parse(text, (_, value) =>
    typeof value === "number" ? expect.toSatisfy((ours) => Number(ours) === value) : value,
  );
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
  .string({
    unit: fc.constantFrom('"', "\\", "1", "0", "-", ":", "{", "}", "[", "]", "é", "\u2028", "\n", "e", ".", " ", ","),
  })
  .map((text) => JSON.stringify(text));

/** JSON texts with numbers beyond doubles, and strings full of quotes, backslashes and digits. */
function makeObjects({ space, name, hasDuplicateNames }: Shape): fc.Arbitrary<string> {
  const { object } = fc.letrec<{ json: string; array: string; object: string }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      number,
      string,
      fc.constantFrom("true", "false", "null"),
      tie("array"),
      tie("object"),
    ),
    array: fc.tuple(fc.array(tie("json")), space).map(([items, gap]) => `[${items.join(`${gap},${gap}`)}]`),
    object: fc
      .uniqueArray(fc.tuple(name, space, space, fc.oneof({ weight: 2, arbitrary: number }, tie("json"))), {
        selector: ([key]) => (hasDuplicateNames ? Symbol() : key),
      })
      .map(
        (entries) => `{${entries.map(([key, before, after, value]) => `${key}${before}:${after}${value}`).join(",")}}`,
      ),
  }));
  return object;
}

interface Shape {
  space: fc.Arbitrary<string>;
  name: fc.Arbitrary<string>;
  /** Revivers get unreliable source text for duplicate names. */
  hasDuplicateNames: boolean;
}

const spaced = makeObjects({ space: fc.constantFrom("", " ", "\n"), name: string, hasDuplicateNames: false });
const compact = makeObjects({ space: fc.constant(""), name: string, hasDuplicateNames: false });
const repetitive = makeObjects({
  space: fc.constantFrom("", "", " "),
  name: fc.oneof(fc.constantFrom('"a"', '"b"', '""', '":"', '"1"'), string),
  hasDuplicateNames: true,
});

/** Texts with characters removed, inserted or replaced. */
function changed(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const change = fc.record({
    at: fc.nat(),
    length: fc.nat({ max: 3 }),
    insert: fc.constantFrom("", '"', "\\", "1", "-", ":", ",", "}", "]", ".", "e", " ", "0", "{", "["),
  });
  return fc.tuple(texts, change).map(([text, { at, length, insert }]) => {
    const start = at % (text.length + 1);
    return text.slice(0, start) + insert + text.slice(start + length);
  });
}

describe.each([
  [
    "any JSON",
    fc.oneof(
      spaced,
      fc.array(spaced).map((items) => `[${items.join()}]`),
      number,
      string,
    ),
  ],
  ["JSON as servers write it", compact],
])("parseExactJson, given %s,", (_, texts) => {
  it("agrees with the engine's reviver", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(parseExactJson(text)).toEqual(parseByReviver(text));
      }),
      { numRuns: 2000 },
    );
  });

  it("refuses exactly the changed texts that the engine refuses", () => {
    fc.assert(
      fc.property(changed(texts), (text) => {
        expect(outcome(() => parseExactJson(text))).toEqual(outcome(() => parseByDouble(text)));
      }),
      { numRuns: 5000 },
    );
  });
});

describe("parseExactJson", () => {
  it("gives the same result by commas and by strings", () => {
    fc.assert(
      // White space after the object selects the second way.
      fc.property(fc.oneof(repetitive, changed(repetitive), changed(compact)), (text) => {
        expect(outcome(() => parseExactJson(text))).toEqual(outcome(() => parseExactJson(`${text} `)));
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    // Strings that look like a key and its number.
    ['{"message":":5,"}', { message: ":5," }],
    ['{"":":5"}', { "": ":5" }],
    ['{":5":":5"}', { ":5": ":5" }],
    ['{"a":":5","b":"\\":5"}', { a: ":5", b: '":5' }],
    ['{"a\\":5":1.0}', { 'a":5': "1.0" }],
    ['{"a\\\\":1.0}', { "a\\": "1.0" }],
    ['{"a":"{\\"b\\":5}"}', { a: '{"b":5}' }],
    ['{"a":"x,":5}', undefined],
    ['":5,"', ":5,"],
    ['{"a":"\\":5,"}', { a: '":5,' }],
    ['{":5,":"a"}', { ":5,": "a" }],
    ['{"a":"b",":5,":"c"}', { a: "b", ":5,": "c" }],
    ['[":5,",":5"]', [":5,", ":5"]],
    ['{"a":"paid 5,000","b":"5,5","c":"x]5}","d":1.10}', { a: "paid 5,000", b: "5,5", c: "x]5}", d: "1.10" }],
    // After closing brackets, and in lists.
    ['{"a":{"b":{"c":1.10}},"d":{"e":1.1}}', { a: { b: { c: "1.10" } }, d: { e: "1.1" } }],
    ['{"a":[{"b":1.10},{"b":1.1}],"c":["x"],"d":0}', { a: [{ b: "1.10" }, { b: "1.1" }], c: ["x"], d: "0" }],
    ['{"a":[1.10],"b":[1.1,1.10]}', { a: ["1.10"], b: ["1.1", "1.10"] }],
    // Duplicate keys: the last one counts.
    ['{"a":"x","b":2,"a":2.0}', { a: "2.0", b: "2" }],
    ['{"d":{"a":1},"a":1.0,"d":{"a":1.00}}', { d: { a: "1.00" }, a: "1.0" }],
    // Keys and values of characters that numbers and strings share.
    ['{"1":1,"1e5":1e5,"-":-0.0,",":1,":":2}', { "1": "1", "1e5": "100000", "-": "0.0", ",": "1", ":": "2" }],
    ['{"a" :1.10,"b": 1.10,"c"\n:\t1.10}', { a: "1.10", b: "1.10", c: "1.10" }],
    [
      '{"a":{},"b":1.10,"c":[1.10],"d":{"e":[{"f":1.10}]}}',
      { a: {}, b: "1.10", c: ["1.10"], d: { e: [{ f: "1.10" }] } },
    ],
    ['{"\u00e9\u4fa1":1.10,"\\u00e9":1.10}', { "\u00e9\u4fa1": "1.10", "\u00e9": "1.10" }],
  ])("reads %s", (text, value) => {
    expect(outcome(() => parseExactJson(text))).toEqual(value === undefined ? "malformed" : { value });
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
    '{"a":5":6}',
    '{"a":5:6}',
    '{"a":5,"b:6}',
    '{"a:5,"b":6}',
    '{"a":1 2}',
    '{"a":01}',
    '{"a":1.}',
    '{"a":1"b":2}',
    '{"a" "b":2}',
    '":5',
    '{":5}',
    '{"a":-}',
    '{"a":1}}',
    '{"a":1]',
    '{"a":1]}',
    '[{"a":1},{"a":1}}',
    '{"a":01,"b":1}',
    '{"a":00}',
    '{"a":.5,"b":1}',
    '{"a":1.2.3}',
    '{"a":1..3}',
    '"a":5',
    '{"a":5,}',
    '{"a":5,,"b":6}',
  ])("refuses %j", (text) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(() => parseExactJson(text)).toThrow(expect.objectContaining({ code: "malformed_json" }));
  });

  it("reads a long run of backslashes in linear time", () => {
    const text = JSON.stringify("\\".repeat(200_000));
    expect(parseExactJson(text)).toBe("\\".repeat(200_000));
  });
});
