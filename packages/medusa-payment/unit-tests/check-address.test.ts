import fc from "fast-check";
import { checkAddress } from "../src/addresses/check-address";

const ok = (currency: string, address: string) => checkAddress(currency, address).ok;

describe("public vectors", () => {
  // BIP-173 and BIP-350, "Test vectors for v0-v16 native segregated witness addresses", those of the main network.
  it.each([
    "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
    "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y",
    "BC1SW50QGDZ25J",
    "bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
    "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
    "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
  ])("takes Bitcoin's %s", (address) => expect(ok("BTC", address)).toBe(true));

  // BIP-350, "invalid": wrong checksum for the version, wrong prefix, mixed case, bad length, padding.
  it.each([
    "tc1qw508d6qejxtdg4y5r3zarvary0c5xw7kg3g4ty",
    "tc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq5zuyut",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd",
    "BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL",
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh",
    "bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4",
    "BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R",
    "bc1pw5dgrnzv",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav",
    "BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P",
    "tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq47Zagq",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf",
    "bc1gmk9yu",
    "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn",
  ])("refuses %s for Bitcoin", (address) => expect(ok("BTC", address)).toBe(false));

  // EIP-55, "Test Cases": all caps, all lower, normal.
  it.each([
    "0x52908400098527886E0F7030069857D2E4169EE7",
    "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
    "0xde709f2102306220921060314715629080e2fb77",
    "0x27b1fdb04752bbc536007a920d24acb045561c26",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
    "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
  ])("takes %s for Ethereum and its kin", (address) => {
    for (const currency of ["ETH", "USDT", "BNB", "USDT_BSC", "USDT_POL"]) expect(ok(currency, address)).toBe(true);
  });

  it.each([
    ["LTC", "LVuDpNCSSj6pQ7t9Pv6d6sUkLKoqDEVUnJ"],
    ["LTC", "MQMcJhpWHYVeQArcZR3sBgyPZxxRtnH441"],
    ["LTC", "ltc1qg42tkwuuxefutzxezdkdel39gfstuap288mfea"],
    ["XDG", "DBXu2kgc3xtvCUWFcxFE3r9hEYgmuaaCyD"],
    ["USDT_TRX", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"],
    ["TRX", "TEoZ53apYcxrJspfCCb7PGh5CJKMiRrAMX"],
    ["TON", "EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs"],
    ["TON", "Ef8zMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzM0vF"],
  ])("takes %s's %s", (currency, address) => expect(ok(currency, address)).toBe(true));
});

describe("the network", () => {
  it.each([
    ["BTC", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"],
    ["BTC", "LVuDpNCSSj6pQ7t9Pv6d6sUkLKoqDEVUnJ"],
    ["LTC", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"],
    ["LTC", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"],
    ["USDT", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"],
    ["USDT_TRX", "0xdAC17F958D2ee523a2206206994597C13D831ec7"],
    ["XDG", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"],
    ["TON", "0:b113a994b5024a16719f69139328eb759596c38a25f59028b146fecdc3621dfe"],
    ["ETH", "0x0000000000000000000000000000000000000000"],
    ["NEWCOIN", "anything"],
    ["BTC", ""],
  ])("refuses for %s the address %s, in words", (currency, address) => {
    const check = checkAddress(currency, address);
    expect(check.ok).toBe(false);
    expect(check.problem).toMatch(/\w+ \w+/);
  });

  it("warns of an address whose letters carry no checksum", () => {
    expect(checkAddress("ETH", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed")).toEqual({
      ok: true,
      address: "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
      warnings: ["no_checksum"],
    });
  });
});

describe("one changed character", () => {
  const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  const BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  const BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  const samples: [currency: string, address: string, alphabet: string, from: number][] = [
    ["BTC", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", BASE58, 0],
    ["BTC", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", BECH32, 4],
    ["BTC", "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", BECH32, 4],
    ["LTC", "ltc1qg42tkwuuxefutzxezdkdel39gfstuap288mfea", BECH32, 5],
    ["LTC", "LVuDpNCSSj6pQ7t9Pv6d6sUkLKoqDEVUnJ", BASE58, 0],
    ["XDG", "DBXu2kgc3xtvCUWFcxFE3r9hEYgmuaaCyD", BASE58, 0],
    ["USDT_TRX", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", BASE58, 0],
    ["TON", "EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs", BASE64URL, 0],
  ];

  it.each(samples)("is refused in %s's %s", (currency, address, alphabet, from) => {
    fc.assert(
      fc.property(
        fc.integer({ min: from, max: address.length - 1 }),
        fc.constantFrom(...alphabet),
        (position, character) => {
          fc.pre(address[position] !== character);
          const changed = address.slice(0, position) + character + address.slice(position + 1);
          return !ok(currency, changed);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it.each(samples)("is refused in a lost or doubled one of %s's %s", (currency, address, _alphabet, from) => {
    for (let position = from; position < address.length; position++) {
      expect(ok(currency, address.slice(0, position) + address.slice(position + 1))).toBe(false);
      expect(ok(currency, address.slice(0, position) + address[position] + address.slice(position))).toBe(false);
    }
  });

  // The case of letters is a checksum of about 15 bits: each change of these vectors is tried, once and for all.
  it.each([
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
    "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
  ])("is refused anywhere in %s", (address) => {
    for (let position = 2; position < address.length; position++) {
      for (const character of "0123456789abcdefABCDEF") {
        if (character === address[position]) continue;
        expect(ok("ETH", address.slice(0, position) + character + address.slice(position + 1))).toBe(false);
      }
    }
  });
});
