import { hmacSha512Matches } from "#hmac";
import { assertSecret, hasVisibleEnds, verify } from "../crypto/sign.ts";
import { CalypsoArgumentError, CalypsoSignatureError } from "../errors.ts";
import { type CalypsoEvent, parseEvent } from "./parse-event.ts";

/** A subscription's key pair, from Create, Change, List or Regenerate; not the API's own. */
export interface WebhookKeyPair {
  publicKey: string;
  secretKey: string;
}

/** What frameworks have: a `Headers`, or an object of values or lists of values, names in any case. */
export type WebhookHeaders = Pick<Headers, "get"> | Readonly<Record<string, string | readonly string[] | undefined>>;

const decoder = new TextDecoder("utf-8", { fatal: false });

/**
 * Verifies a webhook and reads its event.
 *
 * The signature covers the body's exact bytes and no time: an old webhook can be sent again, so take each content once
 * and read the object before acting.
 *
 * @param rawBody the body as received, before any JSON parser
 * @param headers with `Key` and `Sign`
 * @param keys one pair, or several while keys are being changed
 * @throws {CalypsoSignatureError} whose message names the likely mistake; answer it with 401.
 * @throws {CalypsoEventError} for an authentic body that is no event; answer it with 400.
 * Source: documentation, "Webhook sign check".
 */
export async function constructEvent(
  rawBody: string | Uint8Array,
  headers: WebhookHeaders,
  keys: WebhookKeyPair | readonly WebhookKeyPair[],
): Promise<CalypsoEvent> {
  const { pairs, publicKey, signature } = readSignature(rawBody, headers, keys);
  for (const pair of pairs) {
    if (pair.publicKey === publicKey && (await hmacSha512Matches(rawBody, signature, pair.secretKey))) {
      // Authentic; whether it is an event is not known yet.
      return parseEvent(typeof rawBody === "string" ? rawBody : decoder.decode(rawBody));
    }
  }
  throw await explainRefusal(rawBody, signature, candidatesOf(pairs, publicKey));
}

/**
 * The verifying half of {@link constructEvent}.
 *
 * @returns the pair whose signature it is
 * @throws {CalypsoSignatureError}
 */
export async function verifyWebhook(
  rawBody: string | Uint8Array,
  headers: WebhookHeaders,
  keys: WebhookKeyPair | readonly WebhookKeyPair[],
): Promise<WebhookKeyPair> {
  const { pairs, publicKey, signature } = readSignature(rawBody, headers, keys);
  for (const pair of pairs) {
    if (pair.publicKey === publicKey && (await hmacSha512Matches(rawBody, signature, pair.secretKey))) return pair;
  }
  throw await explainRefusal(rawBody, signature, candidatesOf(pairs, publicKey));
}

interface ReadSignature {
  pairs: readonly WebhookKeyPair[];
  publicKey: string;
  signature: string;
}

/** What the headers say, and the keys, of which none is blank. */
function readSignature(
  rawBody: string | Uint8Array,
  headers: WebhookHeaders,
  keys: WebhookKeyPair | readonly WebhookKeyPair[],
): ReadSignature {
  const pairs = Array.isArray(keys) ? (keys as readonly WebhookKeyPair[]) : [keys as WebhookKeyPair];
  if (pairs.length === 0) throw new CalypsoArgumentError("no webhook keys are set: no webhook can be authentic");
  for (const { secretKey } of pairs) assertSecret(secretKey, "webhook secretKey");
  if (typeof rawBody !== "string" && !(rawBody instanceof Uint8Array)) {
    throw new CalypsoSignatureError(
      "the body was parsed before it was verified: give the raw text or bytes, as the signature covers them exactly",
      { code: "body_not_raw" },
    );
  }
  const publicKey = readHeader(headers, "Key");
  if (publicKey === undefined) throw noHeader("Key", "missing_key");
  const signature = readHeader(headers, "Sign");
  if (signature === undefined) throw noHeader("Sign", "missing_signature");
  return { pairs, publicKey, signature };
}

function candidatesOf(pairs: readonly WebhookKeyPair[], publicKey: string): readonly WebhookKeyPair[] {
  return pairs.filter((pair) => pair.publicKey === publicKey);
}

async function explainRefusal(
  rawBody: string | Uint8Array,
  signature: string,
  [candidate]: readonly WebhookKeyPair[],
): Promise<CalypsoSignatureError> {
  if (candidate === undefined) {
    return new CalypsoSignatureError(
      "the Key header names no key of this subscription: use the pair that Create Webhook returned (not the API's), and add the new one after Regenerate",
      { code: "unknown_key" },
    );
  }
  if (!/^[0-9a-f]{128}$/i.test(signature)) {
    return new CalypsoSignatureError("the Sign header is not 128 hex digits: it is not Calypso's", {
      code: "malformed_signature",
    });
  }
  return new CalypsoSignatureError(await explainMismatch(rawBody, signature, candidate), {
    code: "signature_mismatch",
  });
}

function noHeader(name: string, code: string): CalypsoSignatureError {
  return new CalypsoSignatureError(
    `the ${name} header is missing: the request is not Calypso's, or a proxy removed the header`,
    { code },
  );
}

function readHeader(headers: WebhookHeaders, name: "Key" | "Sign"): string | undefined {
  const value = isHeaders(headers) ? headers.get(name) : findHeader(headers, name);
  // Several values are nobody's signature.
  const single = typeof value === "object" && value?.length === 1 ? value[0] : value;
  if (typeof single !== "string") return undefined;
  return hasVisibleEnds(single) ? single : single.trim() || undefined;
}

const isHeaders = (headers: WebhookHeaders): headers is Pick<Headers, "get"> => typeof headers.get === "function";

type HeaderRecord = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Names of headers have no case. */
function findHeader(headers: HeaderRecord, name: "Key" | "Sign"): string | readonly string[] | undefined {
  // Nearly always one of these, and found at once by a name that stands here.
  const value = name === "Key" ? (headers.key ?? headers.Key) : (headers.sign ?? headers.Sign);
  if (value !== undefined) return value;
  const lowerCase = name.toLowerCase();
  const key = Object.keys(headers).find((candidate) => candidate.toLowerCase() === lowerCase);
  return key === undefined ? undefined : headers[key];
}

/** Tries what usually went wrong. It accepts nothing: the caller throws whatever this says. */
async function explainMismatch(body: string | Uint8Array, signature: string, pair: WebhookKeyPair): Promise<string> {
  const trimmed = pair.secretKey.trim();
  if (trimmed !== pair.secretKey && (await verify(body, signature, trimmed))) {
    return "the webhook's secretKey has white space around it: set it without";
  }
  const text = typeof body === "string" ? body : decoder.decode(body);
  if (text !== text.trim() && (await verify(text.trim(), signature, pair.secretKey))) {
    return "white space was added around the body on its way: give it exactly as received";
  }
  return "the signature is not this body's: the secretKey is another one's, or the body was changed (parsed and written again, or rewritten by a proxy)";
}
