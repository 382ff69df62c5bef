import { hmacSha512, hmacSha512Matches } from "#hmac";
import { CalypsoArgumentError } from "../errors.ts";

const isVisible = (code: number): boolean => code > 32 && code < 127;

/** Whether both ends are visible ASCII, as in keys and signatures. Faster than trimming. */
export const hasVisibleEnds = (text: string): boolean =>
  isVisible(text.charCodeAt(0)) && isVisible(text.charCodeAt(text.length - 1));

/** @throws {CalypsoArgumentError} code `blank_secret`, so that nothing is signed with a blank secret. */
export function assertSecret(secretKey: string, name = "secretKey"): void {
  if (typeof secretKey !== "string" || (!hasVisibleEnds(secretKey) && secretKey.trim() === "")) {
    throw new CalypsoArgumentError(`${name} is blank: set the secret key that belongs to the public key`, {
      code: "blank_secret",
      path: name,
    });
  }
}

/**
 * Signs a request or webhook body: HMAC-SHA512 over its exact bytes, in lower-case hex. Strings and the secret are
 * encoded as UTF-8. Send exactly the string that you sign.
 *
 * @throws {CalypsoArgumentError} code `blank_secret`.
 * @example
 * const body = JSON.stringify({ account, timestamp: Date.now() });
 * const signature = await sign(body, secretKey);
 *
 * Source: documentation, "Get started with API", "Signing requests".
 */
export async function sign(body: string | Uint8Array, secretKey: string): Promise<string> {
  assertSecret(secretKey);
  return hmacSha512(body, secretKey);
}

/**
 * Whether `signature` is this body's signature. Accepts hex in either case; anything else gives `false`, not an error.
 * Compares in constant time.
 *
 * @throws {CalypsoArgumentError} code `blank_secret`.
 * @example
 * const isAuthentic = await verify(rawBody, signature, secretKey);
 *
 * Source: documentation, "Webhook sign check".
 */
export function verify(body: string | Uint8Array, signature: string, secretKey: string): Promise<boolean> {
  // Not async: it returns the runtime's own promise, because another one costs time beside a hash of microseconds.
  try {
    assertSecret(secretKey);
    return Promise.resolve(typeof signature === "string" && hmacSha512Matches(body, signature, secretKey));
  } catch (error) {
    return Promise.reject(error);
  }
}
