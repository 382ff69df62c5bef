import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { sign, verify } from "@calypso-commerce/core";
import { tempFolder } from "@calypso-commerce/testkit/temp-folder";
import { afterAll, describe, expect, test } from "vitest";
import { hasCommand } from "../support/bash.ts";

const folder = tempFolder("signatures");
afterAll(folder.remove);

const secret = "b823a6b9ea72408583cef9ec8d67fa52";
const allBytes = Uint8Array.from({ length: 256 }, (_, index) => index);

const bodies: [string, string | Uint8Array][] = [
  ["an empty body", ""],
  ["the smallest request", '{"timestamp":1}'],
  ["numbers beyond double precision", '{"payload":{"amount":0.000042026017236,"big":123456789012345678901234.5}}'],
  ["unusual white space", '{ "a" :\r\n\t1 }\n'],
  ["non-ASCII letters", '{"description":"Kaffee für zwei, ☕ × 2, кофе, 咖啡, 👩‍🚀"}'],
  ["every byte value", allBytes],
  ["more than one block", "0123456789abcdef".repeat(4_096)],
];

function opensslHmac(body: string | Uint8Array, key: string): string {
  const file = join(folder.path, "body");
  writeFileSync(file, body);
  const hexKey = Buffer.from(key, "utf8").toString("hex");
  const output = execFileSync("openssl", ["dgst", "-sha512", "-mac", "HMAC", "-macopt", `hexkey:${hexKey}`, file], {
    encoding: "utf8",
  });
  return output.trim().split(" ").at(-1) ?? "";
}

function pythonHmac(body: string | Uint8Array, key: string): string {
  const script =
    "import sys, hmac, hashlib; print(hmac.new(sys.argv[1].encode(), sys.stdin.buffer.read(), hashlib.sha512).hexdigest())";
  return execFileSync("python3", ["-c", script, key], { input: body, encoding: "utf8" }).trim();
}

const others = [
  { name: "OpenSSL", hmac: opensslHmac, present: hasCommand("openssl", "version") },
  { name: "Python's hmac", hmac: pythonHmac, present: hasCommand("python3") },
];

describe.each(others)("signatures of core and of $name", ({ hmac, present }) => {
  test.skipIf(!present).each(bodies)("are the same for %s", async (_, body) => {
    const theirs = hmac(body, secret);
    expect(await sign(body, secret)).toBe(theirs);
    expect(await verify(body, theirs, secret)).toBe(true);
    expect(await verify(body, theirs.toUpperCase(), secret)).toBe(true);
  });

  test.skipIf(!present)("are the same for a long non-ASCII secret", async () => {
    const long = "ключ".repeat(40);
    expect(await sign("{}", long)).toBe(hmac("{}", long));
  });

  test.skipIf(!present)("differ if the body differs", async () => {
    const theirs = hmac('{"amount":1}', secret);
    expect(await verify('{"amount":2}', theirs, secret)).toBe(false);
    expect(await verify('{"amount":1} ', theirs, secret)).toBe(false);
  });
});
