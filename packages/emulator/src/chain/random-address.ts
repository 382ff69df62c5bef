import { randomBytes } from "node:crypto";
import { hex } from "@scure/base";
import { addressOf } from "./address.ts";
import type { Network } from "./currencies.ts";

/** A random address of the network with a valid checksum. No key belongs to it. */
export function randomAddress(network: Network): string {
  return addressOf(network, randomBytes(network === "TONCOIN" ? 32 : 20));
}

const hexPrefixed: ReadonlySet<Network> = new Set(["ETHEREUM", "POLYGON", "BINANCE_SMART_CHAIN"]);

/** A random transaction hash in the network's notation. */
export function randomTransactionHash(network: Network): string {
  const hash = hex.encode(randomBytes(32));
  return hexPrefixed.has(network) ? `0x${hash}` : hash;
}
