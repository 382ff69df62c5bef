import { sha256 } from "@noble/hashes/sha2.js";
import { bech32, bech32m, createBase58check } from "@scure/base";

const base58check = createBase58check(sha256);

/** First bytes of base58 addresses, and prefixes of segregated-witness addresses, by whose test network they are on. */
const VERSIONS = new Map([
  [0x6f, "Bitcoin's, Litecoin's or Dogecoin's"],
  [0xc4, "Bitcoin's, Litecoin's or Dogecoin's"],
  [0x3a, "Litecoin's"],
  [0x71, "Dogecoin's"],
]);
const PREFIXES = new Map([
  ["tb", "Bitcoin's"],
  ["bcrt", "Bitcoin's"],
  ["tltc", "Litecoin's"],
  ["rltc", "Litecoin's"],
]);

/**
 * Whose test network an address is on, as in "Bitcoin's"; undefined if none is known. TRON's and Ethereum's test networks write their
 * addresses as the main ones do, and TON's tells itself.
 */
export function testNetworkOf(text: string): string | undefined {
  const segwit = bech32.decodeUnsafe(text) ?? bech32m.decodeUnsafe(text);
  if (segwit) return PREFIXES.get(segwit.prefix);
  try {
    const payload = base58check.decode(text);
    return payload.length === 21 ? VERSIONS.get(payload[0] as number) : undefined;
  } catch {
    // The library's only way to say that it isn't one.
    return undefined;
  }
}
