import { verify } from "../crypto/sign.ts";
import { CalypsoSignatureError } from "../errors.ts";

const decoder = new TextDecoder();

/**
 * Looks for the usual mistakes behind a signature that did not match. It accepts nothing: the caller throws the result.
 *
 * @param candidate the pair that the `Key` header names, if there is one
 */
export async function explainRefusal(
  body: string | Uint8Array,
  signature: string,
  candidate: { secretKey: string } | undefined,
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
  const message = await explainMismatch(body, signature, candidate.secretKey);
  return new CalypsoSignatureError(message, { code: "signature_mismatch" });
}

async function explainMismatch(body: string | Uint8Array, signature: string, secretKey: string): Promise<string> {
  const trimmed = secretKey.trim();
  if (trimmed !== secretKey && (await verify(body, signature, trimmed))) {
    return "the webhook's secretKey has white space around it: set it without";
  }
  const text = typeof body === "string" ? body : decoder.decode(body);
  if (text !== text.trim() && (await verify(text.trim(), signature, secretKey))) {
    return "white space was added around the body on its way: pass it exactly as received";
  }
  return "the signature is not this body's: the secretKey belongs to another pair, or the body was changed (parsed and rewritten, or rewritten by a proxy)";
}
