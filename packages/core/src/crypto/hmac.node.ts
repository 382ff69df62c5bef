// The one file that uses Node: picked by the `node` condition of package.json's `imports`, for speed alone.
import { createHmac, timingSafeEqual } from "node:crypto";

/** HMAC-SHA512 as lower-case hex, on OpenSSL. */
export async function hmacSha512(body: string | Uint8Array, secretKey: string): Promise<string> {
  return createHmac("sha512", secretKey).update(body).digest("hex");
}

/** Whether `signature` (128 hex digits) is the body's; compared in constant time. */
export async function hmacSha512Matches(
  body: string | Uint8Array,
  signature: string,
  secretKey: string,
): Promise<boolean> {
  const expected = Buffer.from(signature, "hex");
  const actual = createHmac("sha512", secretKey).update(body).digest();
  // Buffer.from stops silently at the first character that is not hex.
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
