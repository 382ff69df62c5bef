import { keccak_256 } from "@noble/hashes/sha3.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { NetworkCheck } from "./network-check";

/** An address of Ethereum or an EVM chain. Mixed case is a checksum and must match. Source: EIP-55. */
export const checkEvm: NetworkCheck = (text) => {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text))
    return { problem: "an address on this network is 0x and 40 digits from 0 to 9 and a to f" };
  const address = withChecksum(text);
  const digits = text.slice(2);
  const isMixed = digits !== digits.toLowerCase() && digits !== digits.toUpperCase();
  if (isMixed && text !== address) return { problem: "one of the address's characters is wrong" };
  const hasLetters = /[a-f]/i.test(digits);
  return { address, account: digits.toLowerCase(), warnings: isMixed || !hasLetters ? [] : ["no_checksum"] };
};

function withChecksum(address: string): string {
  const digits = address.slice(2).toLowerCase();
  const hash = bytesToHex(keccak_256(utf8ToBytes(digits)));
  const cased = [...digits].map((digit, index) =>
    Number.parseInt(hash[index] ?? "0", 16) >= 8 ? digit.toUpperCase() : digit,
  );
  return `0x${cased.join("")}`;
}
