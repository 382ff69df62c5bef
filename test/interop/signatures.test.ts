import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sign, verify } from "@calypso-commerce/core";
import { afterAll, describe, expect, test } from "vitest";
import { hasCommand } from "../support/bash.ts";

const folder = mkdtempSync(join(tmpdir(), "calypso-interop-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const secret = "b823a6b9ea72408583cef9ec8d67fa52";
const allBytes = Uint8Array.from({ length: 256 }, (_, index) => index);

const bodies: [string, string | Uint8Array][] = [
  ["an empty body", ""],
  ["the smallest request", '{"timestamp":1}'],
  ["numbers that no double holds", '{"payload":{"amount":0.000042026017236,"big":123456789012345678901234.5}}'],
  ["white space of its own", '{ "a" :\r\n\t1 }\n'],
  ["letters beyond ASCII", '{"description":"Kaffee für zwei, ☕ × 2, кофе, 咖啡, 👩‍🚀"}'],
  ["every byte there is", allBytes],
  ["more than one block", "0123456789abcdef".repeat(4_096)],
];

/** Asks OpenSSL; the secret goes along as hexadecimal, so that no byte of it is taken for something else. */
function opensslHmac(body: string | Uint8Array, key: string): string {
  const file = join(folder, "body");
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

  test.skipIf(!present)("are the same for a secret longer than a block, with letters beyond ASCII", async () => {
    const long = "ключ".repeat(40);
    expect(await sign("{}", long)).toBe(hmac("{}", long));
  });

  test.skipIf(!present)("differ when a byte of the body does", async () => {
    const theirs = hmac('{"amount":1}', secret);
    expect(await verify('{"amount":2}', theirs, secret)).toBe(false);
    expect(await verify('{"amount":1} ', theirs, secret)).toBe(false);
  });
});
