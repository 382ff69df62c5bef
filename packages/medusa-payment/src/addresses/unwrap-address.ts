/** White space anywhere, and characters that can't be seen: soft hyphen, zero-width and direction marks, byte order mark. */
const UNSEEN = /[\s\p{Cf}\p{Cc}\u115f\u1160\u17b4\u17b5\u3164\uffa0]/gu;

/** What wallets and pay pages put around an address, and where the address stands in it. */
const URI =
  /^(?:bitcoin|litecoin|dogecoin|ethereum|tron|ton|toncoin):(?:\/\/)?(?:pay-|transfer\/)?(?<target>[^?@/]+)(?<rest>.*)$/i;

/**
 * The address in what a person pasted: without invisible characters and line breaks, and taken out of a payment URI.
 * Of a token transfer (EIP-681) it is the recipient, not the contract that the URI begins with.
 *
 * @returns text that still has to be checked
 * Source: BIP 21; EIP-681; TON "ton:// transfer links".
 */
export function unwrapAddress(pasted: string): string {
  const text = pasted.normalize("NFKC").replace(UNSEEN, "");
  const { target, rest } = URI.exec(text)?.groups ?? {};
  if (target === undefined || rest === undefined) return text;
  const recipient = /^(?:@\d+)?\/transfer\b/i.test(rest) && /[?&]address=([^&]*)/i.exec(rest)?.[1];
  return decoded(recipient || target);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not percent-encoded: the check says what is wrong with it.
    return text;
  }
}
