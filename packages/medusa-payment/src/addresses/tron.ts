import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { createBase58check } from "@scure/base";
import type { NetworkCheck } from "./network-check";

const base58check = createBase58check(sha256);
/** First byte of main-network addresses. Source: TRON documentation, "Address Format". */
const VERSION = 0x41;

export const checkTron: NetworkCheck = (text) => {
  try {
    const payload = base58check.decode(text);
    if (payload.length === 21 && payload[0] === VERSION)
      return { address: text, account: bytesToHex(payload.subarray(1)) };
    return { problem: "this isn't a TRON address; those start with T" };
  } catch {
    return { problem: "this isn't a TRON address, or one of its characters is wrong" };
  }
};
