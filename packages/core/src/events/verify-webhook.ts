import { hmacSha512Matches } from "#hmac";
import { assertSecret } from "../crypto/sign.ts";
import { CalypsoArgumentError, CalypsoSignatureError } from "../errors.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { readHeader, type WebhookHeaders } from "./read-header.ts";

export type { WebhookHeaders };

/** A subscription's key pair, from Create, Change, List or Regenerate. It is not the API's pair. */
export interface WebhookKeyPair {
  publicKey: string;
  secretKey: string;
}

/**
 * Verifies a webhook's signature without reading its event.
 *
 * @param rawBody the body as received, before any JSON parser
 * @param headers with `Key` and `Sign`
 * @param keys one pair, or several during a rotation
 * @returns the pair that signed it
 * @throws {CalypsoSignatureError} whose message names the likely mistake; answer it with 401.
 * @example
 * const { publicKey } = await verifyWebhook(rawBody, request.headers, [newPair, oldPair]);
 */
export async function verifyWebhook(
  rawBody: string | Uint8Array,
  headers: WebhookHeaders,
  keys: WebhookKeyPair | readonly WebhookKeyPair[],
): Promise<WebhookKeyPair> {
  const pairs = Array.isArray(keys) ? (keys as readonly WebhookKeyPair[]) : [keys as WebhookKeyPair];
  assertKeys(pairs);
  assertRaw(rawBody);
  const publicKey = requireHeader(headers, "Key");
  const signature = requireHeader(headers, "Sign");
  for (const pair of pairs) {
    if (pair.publicKey === publicKey && (await hmacSha512Matches(rawBody, signature, pair.secretKey))) return pair;
  }
  throw await explainRefusal(
    rawBody,
    signature,
    pairs.find((pair) => pair.publicKey === publicKey),
  );
}

function assertKeys(pairs: readonly WebhookKeyPair[]): void {
  if (pairs.length === 0) throw new CalypsoArgumentError("no webhook keys are set: no webhook can be verified");
  for (const { secretKey } of pairs) assertSecret(secretKey, "webhook secretKey");
}

function assertRaw(rawBody: unknown): void {
  if (typeof rawBody === "string" || rawBody instanceof Uint8Array) return;
  throw new CalypsoSignatureError(
    "the body was parsed before it was verified: pass the raw text or bytes, which the signature covers exactly",
    { code: "body_not_raw" },
  );
}

function requireHeader(headers: WebhookHeaders, name: "Key" | "Sign"): string {
  const value = readHeader(headers, name);
  if (value !== undefined) return value;
  throw new CalypsoSignatureError(
    `the ${name} header is missing: the request is not Calypso's, or a proxy removed the header`,
    { code: name === "Key" ? "missing_key" : "missing_signature" },
  );
}
