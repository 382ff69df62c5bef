import { execFileSync, spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as node from "../../src/crypto/hmac.node.ts";
import * as web from "../../src/crypto/hmac.web.ts";

const hasPython = spawnSync("python3", ["--version"]).status === 0;
if (!hasPython) console.warn("signatures are NOT compared with Python's hmac: python3 is missing");

const secrets = fc.string({ minLength: 1, unit: "grapheme" });
const bodies = fc.oneof(fc.string({ unit: "grapheme" }), fc.json(), fc.uint8Array({ maxLength: 4096 }));

describe.each([
  ["node", node],
  ["web", web],
])("HMAC-SHA512 of %s", (_, { hmacSha512, hmacSha512Matches }) => {
  it("agrees with node:crypto", async () => {
    await fc.assert(
      fc.asyncProperty(secrets, bodies, async (secret, body) => {
        const expected = createHmac("sha512", secret).update(body).digest("hex");
        expect(await hmacSha512(body, secret)).toBe(expected);
        expect(await hmacSha512Matches(body, expected, secret)).toBe(true);
        expect(await hmacSha512Matches(body, `${expected.slice(1)}${expected[0] === "0" ? 1 : 0}`, secret)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it.skipIf(!hasPython)("agrees with Python's hmac", async () => {
    const cases = [
      ...fc.sample(fc.tuple(secrets, fc.string({ unit: "grapheme" })), 40),
      ["b823a6b9ea72408583cef9ec8d67fa52", '{"timestamp":1}'],
      ["k".repeat(200), "longer than the block"],
    ] as [string, string][];
    const script =
      "import sys,json,hmac,hashlib\nprint(json.dumps([hmac.new(k.encode(),b.encode(),hashlib.sha512).hexdigest() for k,b in json.load(sys.stdin)]))";
    const output = execFileSync("python3", ["-c", script], { input: JSON.stringify(cases), encoding: "utf8" });
    const expected = JSON.parse(output) as string[];
    expect(expected).toHaveLength(cases.length);
    for (const [i, [secret, body]] of cases.entries()) expect(await hmacSha512(body, secret)).toBe(expected[i]);
  });
});
