import { sha256 } from "@noble/hashes/sha2.js";
import { createBase58check } from "@scure/base";
import type { NetworkCheck } from "./check-address";

const base58check = createBase58check(sha256);
/** First byte of addresses on the main network. Source: TRON documentation, "Address Format". */
const VERSION = 0x41;

export const checkTron: NetworkCheck = (text) => {
  try {
    const payload = base58check.decode(text);
    if (payload.length === 21 && payload[0] === VERSION) return { address: text };
    return { problem: "this address is not one of TRON, which begin with T" };
  } catch {
    return { problem: "this is no TRON address, or a character of it is wrong" };
  }
};
