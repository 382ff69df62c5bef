import { createHash } from "node:crypto";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { base64urlnopad, bech32, bech32m, createBase58check, hex } from "@scure/base";
import type { Network } from "./currencies.ts";

/** Addresses of each network, with their checksums. Source: BIP-173, BIP-350, EIP-55, TON's "Smart contract addresses". */

const base58check = createBase58check((bytes: Uint8Array) => createHash("sha256").update(bytes).digest());

/** CRC-16/XMODEM, the checksum of TON's user-friendly addresses. */
function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc;
}

/** Whether text can be decoded to valid bytes. */
function decodes(decode: () => boolean): boolean {
  try {
    return decode();
  } catch {
    // The library reports invalid text only by throwing.
    return false;
  }
}

interface AddressKind {
  /** The address of a hash (20 bytes; 32 on TON). */
  encode(hash: Uint8Array): string;
  isValid(text: string): boolean;
}

function checksummedEvm(lower: string): string {
  const hash = hex.encode(keccak_256(new TextEncoder().encode(lower)));
  return [...lower]
    .map((digit, index) => (Number.parseInt(hash[index] as string, 16) > 7 ? digit.toUpperCase() : digit))
    .join("");
}

const evm: AddressKind = {
  encode: (hash) => `0x${hex.encode(hash)}`,
  isValid(text) {
    const digits = /^0x([0-9a-fA-F]{40})$/.exec(text)?.[1];
    if (digits === undefined) return false;
    // Without mixed case there is no checksum.
    const isMixed = digits !== digits.toLowerCase() && digits !== digits.toUpperCase();
    return !isMixed || checksummedEvm(digits.toLowerCase()) === digits;
  },
};

const isBase58 = (text: string, versions: readonly number[]): boolean =>
  decodes(() => {
    const bytes = base58check.decode(text);
    return bytes.length === 21 && versions.includes(bytes[0] as number);
  });

const isSegwit = (text: string, prefix: string): boolean =>
  decodes(() => {
    const coder = text.toLowerCase().startsWith(`${prefix}1q`) ? bech32 : bech32m;
    const { prefix: found, words } = coder.decode(text as `${string}1${string}`, 90);
    const length = coder.fromWords(words.slice(1)).length;
    return found === prefix && (words[0] === 0 ? length === 20 || length === 32 : length >= 2 && length <= 40);
  });

const segwit = (prefix: string, versions: readonly number[]): AddressKind => ({
  encode: (hash) => bech32.encode(prefix, [0, ...bech32.toWords(hash)]),
  isValid: (text) => isSegwit(text, prefix) || isBase58(text, versions),
});

const versioned = (version: number, others: readonly number[] = []): AddressKind => ({
  encode: (hash) => base58check.encode(Uint8Array.from([version, ...hash])),
  isValid: (text) => isBase58(text, [version, ...others]),
});

const ton: AddressKind = {
  encode(hash) {
    // 0x11: bounceable; workchain 0.
    const body = Uint8Array.from([0x11, 0x00, ...hash]);
    const crc = crc16(body);
    return base64urlnopad.encode(Uint8Array.from([...body, crc >> 8, crc & 0xff]));
  },
  isValid: (text) =>
    /^(0|-1):[0-9a-fA-F]{64}$/.test(text) ||
    decodes(() => {
      const bytes = base64urlnopad.decode(text.replaceAll("+", "-").replaceAll("/", "_"));
      return bytes.length === 36 && crc16(bytes) === 0;
    }),
};

const kinds: Record<Network, AddressKind> = {
  BITCOIN: segwit("bc", [0x00, 0x05]),
  LITECOIN: segwit("ltc", [0x30, 0x32, 0x05]),
  DOGECOIN: versioned(0x1e, [0x16]),
  TRON: versioned(0x41),
  ETHEREUM: evm,
  POLYGON: evm,
  BINANCE_SMART_CHAIN: evm,
  TONCOIN: ton,
};

/** The network's address of a hash of 20 bytes, on TON of 32. */
export function addressOf(network: Network, hash: Uint8Array): string {
  return kinds[network].encode(hash);
}

/** Whether text is an address of the network, with a valid checksum where it has one. */
export function isAddress(network: Network, text: string): boolean {
  return kinds[network].isValid(text);
}
