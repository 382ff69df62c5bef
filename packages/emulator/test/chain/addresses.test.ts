import { base64urlnopad } from "@scure/base";
import { describe, expect, it } from "vitest";
import { addressOf, isAddress } from "../../src/chain/address.ts";
import type { Network } from "../../src/chain/currencies.ts";
import { randomAddress } from "../../src/chain/random-address.ts";

// From the standards that define the formats, and of well-known contracts.
const known: [Network, string][] = [
  ["BITCOIN", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"],
  ["BITCOIN", "3P14159f73E4gFr7JterCCQh9QjiTjiZrG"],
  ["BITCOIN", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"],
  ["BITCOIN", "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4"],
  ["BITCOIN", "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"],
  ["LITECOIN", "ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9"],
  ["TRON", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"],
  ["ETHEREUM", "0xdAC17F958D2ee523a2206206994597C13D831ec7"],
  ["POLYGON", "0xdac17f958d2ee523a2206206994597c13d831ec7"],
  ["BINANCE_SMART_CHAIN", "0xDAC17F958D2EE523A2206206994597C13D831EC7"],
  ["TONCOIN", "EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs"],
  ["TONCOIN", "0:b113a994b5024a16719f69139328eb759596c38a25f59028b146fecdc3621dfe"],
];

const networks: Network[] = [
  "BITCOIN",
  "LITECOIN",
  "DOGECOIN",
  "TRON",
  "ETHEREUM",
  "POLYGON",
  "BINANCE_SMART_CHAIN",
  "TONCOIN",
];

describe("addresses", () => {
  it.each(known)("of %s are valid: %s", (network, text) => {
    expect(isAddress(network, text)).toBe(true);
  });

  it.each(known.filter(([, text]) => !/^0x[0-9a-f]+$|^0x[0-9A-F]+$|^0:/.test(text)))(
    "of %s with one changed character are invalid: %s",
    (network, text) => {
      const last = text.at(-2) as string;
      const other = /[a-z]/.test(last) ? last.toUpperCase() : last === "2" ? "3" : "2";
      expect(isAddress(network, `${text.slice(0, -2)}${other}${text.at(-1)}`)).toBe(false);
    },
  );

  it("of another network are invalid", () => {
    expect(isAddress("TRON", "0xdac17f958d2ee523a2206206994597c13d831ec7")).toBe(false);
    expect(isAddress("LITECOIN", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4")).toBe(false);
    expect(isAddress("ETHEREUM", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t")).toBe(false);
    expect(isAddress("BITCOIN", "")).toBe(false);
  });

  it.each(networks)("generated for %s are valid and distinct", (network) => {
    const made = Array.from({ length: 20 }, () => randomAddress(network));
    expect(made.filter((text) => !isAddress(network, text))).toEqual([]);
    expect(new Set(made).size).toBe(20);
  });

  it("of TON carry the network's checksum", () => {
    const bytes = base64urlnopad.decode("EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs");
    expect(addressOf("TONCOIN", bytes.slice(2, 34))).toBe("EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs");
  });
});
