import { decodeHex, encodeHex } from "./hex.ts";

const algorithm = { name: "HMAC", hash: "SHA-512" } as const;
const encoder = new TextEncoder();

// Importing a key costs as much as signing a small body, and a process uses few secrets.
const CACHED_KEYS = 256;
const keys = new Map<string, Promise<CryptoKey>>();

function keyOf(secretKey: string): Promise<CryptoKey> {
  const cached = keys.get(secretKey);
  if (cached !== undefined) return cached;
  const key = crypto.subtle.importKey("raw", encoder.encode(secretKey), algorithm, false, ["sign", "verify"]);
  if (keys.size >= CACHED_KEYS) {
    const oldest = keys.keys().next();
    if (!oldest.done) keys.delete(oldest.value);
  }
  keys.set(secretKey, key);
  return key;
}

const bytesOf = (body: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  typeof body === "string" ? encoder.encode(body) : (body as Uint8Array<ArrayBuffer>);

/** HMAC-SHA512 as lower-case hex, on Web Crypto. */
export async function hmacSha512(body: string | Uint8Array, secretKey: string): Promise<string> {
  return encodeHex(new Uint8Array(await crypto.subtle.sign(algorithm, await keyOf(secretKey), bytesOf(body))));
}

/** Whether `signature` (128 hex digits) is the body's; compared in constant time by the runtime. */
export async function hmacSha512Matches(
  body: string | Uint8Array,
  signature: string,
  secretKey: string,
): Promise<boolean> {
  const expected = decodeHex(signature);
  if (expected === undefined) return false;
  return crypto.subtle.verify(algorithm, await keyOf(secretKey), expected, bytesOf(body));
}
