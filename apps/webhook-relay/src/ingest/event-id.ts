import { encodeBase64 } from "../base64.ts";

const ID_BYTES = 16;

/**
 * Id of an event: the first 128 bits of its body's SHA-256. The same signed content has the same id under every key, so
 * a webhook that the vendor repeats after a key rotation is still a duplicate. Bodies are hashed only after their
 * signature is checked, so outsiders can't forge collisions.
 */
export async function eventId(body: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", body as Uint8Array<ArrayBuffer>);
  const text = encodeBase64(new Uint8Array(digest, 0, ID_BYTES));
  return `evt_${text.slice(0, 22).replaceAll("+", "-").replaceAll("/", "_")}`;
}
