import { decodeHexInto, encodeHex } from "./hex.ts";

const algorithm = { name: "HMAC", hash: "SHA-512" } as const;
const encoder = new TextEncoder();
// Read once: each access to `crypto.subtle` is a call into the runtime.
const { subtle } = crypto;

// Importing a key costs as much as signing a small body, and a process uses only a few secrets.
const CACHED_KEYS = 256;
const keys = new Map<string, CryptoKey>();

async function importKey(secretKey: string): Promise<CryptoKey> {
  const key = await subtle.importKey("raw", encoder.encode(secretKey), algorithm, false, ["sign", "verify"]);
  if (keys.size >= CACHED_KEYS) {
    const oldest = keys.keys().next();
    if (!oldest.done) keys.delete(oldest.value);
  }
  keys.set(secretKey, key);
  return key;
}

const bytesOf = (body: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  typeof body === "string" ? encoder.encode(body) : (body as Uint8Array<ArrayBuffer>);

/** HMAC-SHA512 in lower-case hex, by Web Crypto. */
export async function hmacSha512(body: string | Uint8Array, secretKey: string): Promise<string> {
  const key = keys.get(secretKey) ?? (await importKey(secretKey));
  return encodeHex(new Uint8Array(await subtle.sign("HMAC", key, bytesOf(body))));
}

// A new buffer costs a fifth of the hash. Web Crypto copies its arguments before it returns, so all calls can share one.
// Bodies don't share one: if an engine copied late, one body could pass for another.
const expected = new Uint8Array(64);

/** Whether `signature` (128 hex digits) is the body's. The runtime compares in constant time. */
export function hmacSha512Matches(body: string | Uint8Array, signature: string, secretKey: string): Promise<boolean> {
  const key = keys.get(secretKey);
  if (key === undefined) return importKey(secretKey).then(() => hmacSha512Matches(body, signature, secretKey));
  if (!decodeHexInto(expected, signature)) return Promise.resolve(false);
  return subtle.verify("HMAC", key, expected, bytesOf(body));
}
