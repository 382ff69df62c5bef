import { decodeBase64, encodeBase64 } from "../base64.ts";
import { RelayArgumentError } from "../errors.ts";

const PREFIX = "whsec_";
const MIN_BYTES = 24;
const MAX_BYTES = 64;

/** A new secret for signing deliveries: 32 random bytes. */
export function createSigningSecret(): string {
  return PREFIX + encodeBase64(crypto.getRandomValues(new Uint8Array(32)));
}

/**
 * Key bytes of a `whsec_…` secret, 24 to 64 of them as Standard Webhooks asks.
 *
 * @throws {RelayArgumentError}
 */
export function signingKeyBytes(secret: string): Uint8Array<ArrayBuffer> {
  const bytes = secret.startsWith(PREFIX) ? decodeBase64(secret.slice(PREFIX.length)) : undefined;
  if (bytes === undefined || bytes.length < MIN_BYTES || bytes.length > MAX_BYTES) {
    throw new RelayArgumentError(`signingSecret must be whsec_ and base64 of ${MIN_BYTES} to ${MAX_BYTES} bytes`);
  }
  return bytes;
}
