import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { base64, base64url } from "@scure/base";
import type { NetworkCheck } from "./network-check";

const BOUNCEABLE = 0x11;
const NON_BOUNCEABLE = 0x51;
const TEST_ONLY = 0x80;
const BYTES = 36;

/**
 * A user-friendly TON address: flags, workchain, account and a CRC, in base64 or base64url. The raw form, workchain:hex, has no checksum
 * and is refused. Source: TEP-2.
 */
export const checkTon: NetworkCheck = (text) => {
  const problem = "this isn't a TON address, or one of its characters is wrong";
  if (/^-?\d+:[0-9a-fA-F]{64}$/.test(text)) {
    return { problem: "this is TON's raw form, which has no checksum: enter the form that starts with UQ or EQ" };
  }
  if (!/^[A-Za-z0-9_+/-]{48}$/.test(text)) return { problem };
  const bytes = decode(text);
  if (bytes?.length !== BYTES || crc16(bytes.subarray(0, 34)) !== (((bytes[34] ?? 0) << 8) | (bytes[35] ?? 0)))
    return { problem };
  const flags = bytes[0] ?? 0;
  if (flags & TEST_ONLY) return { problem: "this address belongs to TON's test network" };
  if (flags !== BOUNCEABLE && flags !== NON_BOUNCEABLE) return { problem };
  const workchain = bytes[1];
  if (workchain !== 0 && workchain !== 0xff)
    return { problem: "this address is in a TON workchain that doesn't exist" };
  return { address: text, account: bytesToHex(bytes.subarray(1, 34)) };
};

/** All the texts by which one account is written: bounceable or not, in base64 or base64url. */
export function tonSpellings(account: string): string[] {
  return [BOUNCEABLE, NON_BOUNCEABLE].flatMap((flags) => {
    const body = Uint8Array.from([flags, ...hexToBytes(account)]);
    const crc = crc16(body);
    const bytes = Uint8Array.from([...body, crc >> 8, crc & 0xff]);
    return [base64.encode(bytes), base64url.encode(bytes)];
  });
}

function decode(text: string): Uint8Array | undefined {
  try {
    return /[+/]/.test(text) ? base64.decode(text) : base64url.decode(text);
  } catch {
    return undefined;
  }
}

/** CRC-16/XMODEM: polynomial 0x1021, initial value 0. */
function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc;
}
