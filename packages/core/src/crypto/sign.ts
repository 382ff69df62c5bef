import { hmacSha512, hmacSha512Matches } from "#hmac";
import { CalypsoArgumentError } from "../errors.ts";

const isVisible = (code: number): boolean => code > 32 && code < 127;

/** Whether both ends are visible ASCII, as those of keys and signatures are. Told faster than by trimming. */
export const hasVisibleEnds = (text: string): boolean =>
  isVisible(text.charCodeAt(0)) && isVisible(text.charCodeAt(text.length - 1));

/** @throws {CalypsoArgumentError} code `blank_secret` where a secret is empty or white space, so that nothing is signed with it. */
export function assertSecret(secretKey: string, name = "secretKey"): void {
  if (typeof secretKey !== "string" || (!hasVisibleEnds(secretKey) && secretKey.trim() === "")) {
    throw new CalypsoArgumentError(`${name} is blank: set the secret key that belongs to the public key`, {
      code: "blank_secret",
      path: name,
    });
  }
}

/**
 * Signature of a request or webhook body: HMAC-SHA512 over its exact bytes (a string counts as UTF-8) with the secret
 * as UTF-8 text, in lower-case hex. Sign the very string that is sent.
 *
 * @throws {CalypsoArgumentError} code `blank_secret`.
 * Source: documentation, "Get started with API", "Signing requests".
 */
export async function sign(body: string | Uint8Array, secretKey: string): Promise<string> {
  assertSecret(secretKey);
  return hmacSha512(body, secretKey);
}

/**
 * Whether `signature` belongs to exactly this body. Takes hex in either case; anything else is `false`, never an error.
 * Compared in constant time.
 *
 * @throws {CalypsoArgumentError} code `blank_secret`.
 * Source: documentation, "Webhook sign check".
 */
export function verify(body: string | Uint8Array, signature: string, secretKey: string): Promise<boolean> {
  // Not async: the runtime's own promise is handed on, as each further one counts against a hash of microseconds.
  try {
    assertSecret(secretKey);
    return Promise.resolve(typeof signature === "string" && hmacSha512Matches(body, signature, secretKey));
  } catch (error) {
    return Promise.reject(error);
  }
}
