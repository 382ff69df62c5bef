import { sha256 } from "@noble/hashes/sha2.js";
import { bech32, bech32m, createBase58check } from "@scure/base";

const base58check = createBase58check(sha256);

/** First bytes of base58 addresses and prefixes of segregated-witness addresses, with whose test network they belong to. */
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
 * Whose test network an address belongs to, as in "Bitcoin's". On TRON and Ethereum, test addresses look like those of the main network;
 * TON's check recognizes its own.
 *
 * @returns undefined if it belongs to no known test network
 */
export function testNetworkOf(text: string): string | undefined {
  const segwit = bech32.decodeUnsafe(text) ?? bech32m.decodeUnsafe(text);
  if (segwit) return PREFIXES.get(segwit.prefix);
  try {
    const payload = base58check.decode(text);
    return payload.length === 21 ? VERSIONS.get(payload[0] as number) : undefined;
  } catch {
    return undefined;
  }
}
