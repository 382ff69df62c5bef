import { createHash, randomBytes } from "node:crypto";
import { base64urlnopad, bech32, createBase58check, hex } from "@scure/base";
import type { Network } from "./currencies.ts";

const base58check = createBase58check((bytes: Uint8Array) => createHash("sha256").update(bytes).digest());

const evm = (): string => `0x${hex.encode(randomBytes(20))}`;

const segwit = (prefix: string): string => bech32.encode(prefix, [0, ...bech32.toWords(randomBytes(20))]);

const versioned = (version: number): string => base58check.encode(Uint8Array.from([version, ...randomBytes(20)]));

/** CRC-16/XMODEM, as TON's user-friendly addresses carry it. */
function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc;
}

function ton(): string {
  // Tag 0x51: not bounceable; workchain 0.
  const body = Uint8Array.from([0x51, 0x00, ...randomBytes(32)]);
  const crc = crc16(body);
  return base64urlnopad.encode(Uint8Array.from([...body, crc >> 8, crc & 0xff]));
}

const makers: Record<Network, () => string> = {
  BITCOIN: () => segwit("bc"),
  LITECOIN: () => segwit("ltc"),
  DOGECOIN: () => versioned(0x1e),
  TRON: () => versioned(0x41),
  ETHEREUM: evm,
  POLYGON: evm,
  BINANCE_SMART_CHAIN: evm,
  TONCOIN: ton,
};

/** A fresh address of the network, with a right checksum and nobody's key. */
export function newAddress(network: Network): string {
  return makers[network]();
}

const patterns: Record<Network, RegExp> = {
  BITCOIN: /^(bc1[02-9ac-hj-np-z]{11,87}|[13][1-9A-HJ-NP-Za-km-z]{25,34})$/,
  LITECOIN: /^(ltc1[02-9ac-hj-np-z]{11,87}|[LM3][1-9A-HJ-NP-Za-km-z]{25,34})$/,
  DOGECOIN: /^[DA9][1-9A-HJ-NP-Za-km-z]{25,34}$/,
  TRON: /^T[1-9A-HJ-NP-Za-km-z]{33}$/,
  ETHEREUM: /^0x[0-9a-fA-F]{40}$/,
  POLYGON: /^0x[0-9a-fA-F]{40}$/,
  BINANCE_SMART_CHAIN: /^0x[0-9a-fA-F]{40}$/,
  TONCOIN: /^([0-9A-Za-z_-]{48}|-?\d:[0-9a-fA-F]{64})$/,
};

/** Whether text has the form of an address of the network. Checksums aren't looked at. */
export function isAddress(network: Network, text: string): boolean {
  return patterns[network].test(text);
}

const hexPrefixed: ReadonlySet<Network> = new Set(["ETHEREUM", "POLYGON", "BINANCE_SMART_CHAIN"]);

/** A transaction hash in the network's spelling. */
export function newTransactionHash(network: Network): string {
  const hash = hex.encode(randomBytes(32));
  return hexPrefixed.has(network) ? `0x${hash}` : hash;
}
