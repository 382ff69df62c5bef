// The only file that uses Node's API, for speed. The `node` condition of package.json's `imports` selects it.
import { createHmac, timingSafeEqual } from "node:crypto";

/** HMAC-SHA512 in lower-case hex, by OpenSSL. */
export const hmacSha512 = (body: string | Uint8Array, secretKey: string): string =>
  createHmac("sha512", secretKey).update(body).digest("hex");

/** Whether `signature` (128 hex digits) is the body's. Compares in constant time. */
export function hmacSha512Matches(body: string | Uint8Array, signature: string, secretKey: string): boolean {
  const actual = Buffer.from(hmacSha512(body, secretKey), "latin1");
  const expected = Buffer.from(signature.toLowerCase(), "latin1");
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
