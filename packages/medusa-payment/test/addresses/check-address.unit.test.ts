import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { base64url, bech32, bech32m, createBase58check } from "@scure/base";
import fc from "fast-check";
import { checkAddress } from "../../src/addresses/check-address";

const base58check = createBase58check(sha256);

/** TEP-2: flags, workchain 0, account, CRC-16 worked out by division of polynomials. */
function tonAddress(flags: number, hash: Uint8Array): string {
  const body = Uint8Array.from([flags, 0, ...hash]);
  let rest = body.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) << 16n;
  for (let bit = 287n; bit >= 16n; bit--) if ((rest >> bit) & 1n) rest ^= 0x11021n << (bit - 16n);
  return base64url.encode(Uint8Array.from([...body, Number(rest >> 8n), Number(rest & 0xffn)]));
}

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
    // Bitcoin Core's base58_keys_valid.json, those of the main network.
    "1AGNa15ZQXAZUgFiqJ2i7Z2DPU2J6hW62i",
    "3CMNFxN1oHBc4R1EpboAL5yzHGgE611Xou",
    "1Ax4gZtb7gAit2TivwejZHYtNNLT18PUXJ",
    "3QjYXhTkvuj8qPaXHTTWb5wjXhdsLAAWVy",
  ])("takes Bitcoin's %s", (address) => expect(ok("BTC", address)).toBe(true));

  // BIP-173, "invalid", and its witness versions from 1 on, which BIP-350 has given another checksum.
  it.each([
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
    "BC13W508D6QEJXTDG4Y5R3ZARVARY0C5XW7KN40WF2",
    "bc1rw5uspcuh",
    "bc10w508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kw5rljs90",
    "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sL5k7",
    "bc1zw508d6qejxtdg4y5r3zarvaryvqyzf3du",
    "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3pjxtptv",
    "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7k7grplx",
    "BC1SW50QA3JX3S",
    "bc1zw508d6qejxtdg4y5r3zarvaryvg6kdaj",
  ])("refuses %s for Bitcoin", (address) => expect(ok("BTC", address)).toBe(false));

  // BIP-350, "invalid": wrong checksum for the version, wrong prefix, mixed case, bad length, padding.
  it.each([
    "tc1qw508d6qejxtdg4y5r3zarvary0c5xw7kg3g4ty",
    "tc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq5zuyut",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd",
    "BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL",
    "tb1z0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqglt7rf",
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh",
    "tb1q0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq24jc47",
    "bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4",
    "BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R",
    "bc1pw5dgrnzv",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav",
    "BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P",
    "tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq47Zagq",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf",
    "tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vpggkg4j",
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
    // Base58 that begins as a bech32 address does: the hashes 5bec7159 and 5763, then zeros.
    ["LTC", "LTc11117q1C7eEDe5ht69JHt2wHuLQeqVR"],
    ["LTC", "LTC1eYSQGmdC3s1R2TscVYWAuyhtE3DuLn"],
    ["LTC", "ltc1qg42tkwuuxefutzxezdkdel39gfstuap288mfea"],
    ["XDG", "DBXu2kgc3xtvCUWFcxFE3r9hEYgmuaaCyD"],
    ["TRX", "TEoZ53apYcxrJspfCCb7PGh5CJKMiRrAMX"],
    // TEP-2's flags over an account of our own, bounceable and not.
    ["TON", tonAddress(0x11, sha256(Uint8Array.of(1)))],
    ["TON", tonAddress(0x51, sha256(Uint8Array.of(1)))],
    [
      "TON",
      tonAddress(0x51, sha256(Uint8Array.of(1)))
        .replaceAll("-", "+")
        .replaceAll("_", "/"),
    ],
  ])("takes %s's %s", (currency, address) => expect(ok(currency, address)).toBe(true));
});

describe("a right address on the wrong network", () => {
  it.each([
    // BIP-173 and BIP-350, "valid", those of the test network; Bitcoin Core's base58_keys_valid.json.
    ["BTC", "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7", "Bitcoin's test network"],
    ["BTC", "tb1qqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesrxh6hy", "Bitcoin's test network"],
    ["BTC", "tb1pqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesf3hn0c", "Bitcoin's test network"],
    ["BTC", "mo9ncXisMeAoXwqcV5EWuyncbmCcQN4rVs", "test network"],
    ["BTC", "2N2JD6wb56AfK4tfmM6PwdVmoYk2dCKf4Br", "test network"],
    ["LTC", "n3ZddxzLvAY9o7184TB4c6FJasAybsw4HZ", "test network"],
    // The account of USDT_TON's contract with TEP-2's flag for test networks, bounceable and not.
    ["TON", "kQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_ntm", "test network"],
    ["TON", "0QCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_iaj", "test network"],
    ["BTC", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "an address of Ethereum, BNB Smart Chain, Polygon"],
    ["BTC", "LVuDpNCSSj6pQ7t9Pv6d6sUkLKoqDEVUnJ", "an address of Litecoin"],
    ["LTC", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "an address of Bitcoin"],
    ["LTC", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", "an address of Bitcoin"],
    ["USDT", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "an address of TRON, the refund goes out on Ethereum"],
    ["USDT_TRX", "0xdAC17F958D2ee523a2206206994597C13D831ec7", "the refund goes out on TRON"],
    ["XDG", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "an address of Bitcoin"],
    ["USDT_BSC", "EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs", "an address of TON"],
    ["TON", "0:b113a994b5024a16719f69139328eb759596c38a25f59028b146fecdc3621dfe", "TON's raw form"],
    ["TON", "-1:3333333333333333333333333333333333333333333333333333333333333333", "TON's raw form"],
  ])("for %s, %s is refused and said to be %s", (currency, address, said) => {
    const { ok: isOk, problem } = checkAddress(currency, address);
    expect(isOk).toBe(false);
    expect(problem).toContain(said);
  });
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

  /** Any hash as an address of each network that has a checksum over all of it. */
  const written: [currency: string, hashBytes: number, write: (hash: Uint8Array) => string, alphabet: string][] = [
    ["BTC", 20, (hash) => base58check.encode(Uint8Array.from([0x00, ...hash])), BASE58],
    ["BTC", 20, (hash) => base58check.encode(Uint8Array.from([0x05, ...hash])), BASE58],
    ["BTC", 20, (hash) => bech32.encode("bc", [0, ...bech32.toWords(hash)]), BECH32],
    ["BTC", 32, (hash) => bech32.encode("bc", [0, ...bech32.toWords(hash)]), BECH32],
    ["BTC", 32, (hash) => bech32m.encode("bc", [1, ...bech32m.toWords(hash)]), BECH32],
    ["LTC", 20, (hash) => base58check.encode(Uint8Array.from([0x30, ...hash])), BASE58],
    ["LTC", 20, (hash) => base58check.encode(Uint8Array.from([0x32, ...hash])), BASE58],
    ["LTC", 20, (hash) => bech32.encode("ltc", [0, ...bech32.toWords(hash)]), BECH32],
    ["XDG", 20, (hash) => base58check.encode(Uint8Array.from([0x1e, ...hash])), BASE58],
    ["TRX", 20, (hash) => base58check.encode(Uint8Array.from([0x41, ...hash])), BASE58],
    ["TON", 32, (hash) => tonAddress(0x11, hash), BASE64URL],
    ["TON", 32, (hash) => tonAddress(0x51, hash), BASE64URL],
  ];

  it.each(written)("is refused in any address of %s (%i bytes)", (currency, bytes, write, alphabet) => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: bytes, maxLength: bytes }),
        fc.nat(),
        fc.constantFrom(...alphabet),
        (hash, at, character) => {
          const address = write(hash);
          const from = alphabet === BECH32 ? address.indexOf("1") + 1 : 0;
          const position = from + (at % (address.length - from));
          fc.pre(address[position] !== character);
          const changed = address.slice(0, position) + character + address.slice(position + 1);
          return ok(currency, address) && !ok(currency, changed);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  // Without mixed case there is nothing to check: such an address is taken, and said to be unchecked. In mixed case each change of
  // a letter's case is found, of a digit nearly each: one in 2 to the number of its letters is not.
  it("is refused in the case of any letter of an EIP-55 address", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), fc.nat(), (hash, at) => {
        const address = checkAddress("ETH", `0x${bytesToHex(hash)}`).address;
        const letters = [...address].flatMap((character, index) =>
          /[a-f]/i.test(character) && index > 1 ? index : [],
        );
        fc.pre(letters.length > 3 && /[a-f]/.test(address.slice(2)) && /[A-F]/.test(address));
        const position = letters[at % letters.length] as number;
        const letter = address[position] as string;
        const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
        const changed = address.slice(0, position) + other + address.slice(position + 1);
        const isMixed = /[a-f]/.test(changed.slice(2)) && /[A-F]/.test(changed);
        const check = checkAddress("ETH", changed);
        return isMixed ? !check.ok : check.warnings.includes("no_checksum");
      }),
      { numRuns: 3_000 },
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
