import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { bech32, bech32m, createBase58check } from "@scure/base";
import type { NetworkCheck } from "./network-check";

interface Chain {
  name: string;
  /** First byte of base58 addresses, per address type. */
  versions: readonly number[];
  /** Prefix of segregated-witness addresses, if the chain has them. */
  prefix?: string;
}

const base58check = createBase58check(sha256);
const HASH_BYTES = 20;

/** Main-network addresses of a chain with Bitcoin's address formats. Source: BIP 13, 141, 173, 350. */
function check({ name, versions, prefix }: Chain): NetworkCheck {
  return (text) => {
    let payload: Uint8Array;
    try {
      payload = base58check.decode(text);
    } catch {
      // Base58 first: some of Litecoin's base58 addresses start with "LTc1".
      return prefix ? segwit(name, prefix, text) : { problem: invalid(name) };
    }
    const [version] = payload;
    if (payload.length !== HASH_BYTES + 1 || version === undefined || !versions.includes(version)) {
      return { problem: `this isn't a ${name} address` };
    }
    return { address: text, account: bytesToHex(payload.subarray(1)) };
  };
}

function segwit(name: string, prefix: string, text: string): ReturnType<NetworkCheck> {
  const problem = invalid(name);
  for (const [encoding, versions] of [
    [bech32, { from: 0, to: 0 }],
    [bech32m, { from: 1, to: 16 }],
  ] as const) {
    const decoded = encoding.decodeUnsafe(text);
    if (!decoded || decoded.prefix !== prefix) continue;
    const [version, ...words] = decoded.words;
    if (version === undefined || version < versions.from || version > versions.to) return { problem };
    const program = encoding.fromWordsUnsafe(words);
    if (!program || program.length < 2 || program.length > 40) return { problem };
    if (version === 0 && program.length !== 20 && program.length !== 32) return { problem };
    const account = bytesToHex(Uint8Array.from(program));
    return {
      address: text.toLowerCase(),
      account,
      warnings: isUsual(version, program.length) ? [] : ["unusual_witness"],
    };
  }
  return { problem };
}

/** Wallets create programs of version 0 (BIP 141) and of version 1 with 32 bytes (BIP 341). */
function isUsual(version: number, length: number): boolean {
  return version === 0 || (version === 1 && length === 32);
}

function invalid(name: string): string {
  return `this isn't a ${name} address, or one of its characters is wrong`;
}

export const bitcoin = check({ name: "Bitcoin", versions: [0x00, 0x05], prefix: "bc" });
// Without 0x05, the script version that Litecoin shared with Bitcoin: the same text would be an address on both.
export const litecoin = check({ name: "Litecoin", versions: [0x30, 0x32], prefix: "ltc" });
export const dogecoin = check({ name: "Dogecoin", versions: [0x1e, 0x16] });
