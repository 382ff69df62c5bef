import { knownCurrencies } from "@calypso-commerce/core/currencies";
import { sha256 } from "@noble/hashes/sha2.js";
import { hexToBytes } from "@noble/hashes/utils.js";
import { bech32, createBase58check } from "@scure/base";
import fc from "fast-check";
import { addressSpellings, checkAddress } from "../../src/addresses/check-address";

const base58check = createBase58check(sha256);
const tron = (account: string) => base58check.encode(hexToBytes(`41${account}`));
const ZERO = "0".repeat(40);

const lost = [
  ...knownCurrencies().flatMap(({ contract }) => contract ?? []),
  `0x${ZERO}`,
  "0x0000000000000000000000000000000000000001",
  "0x000000000000000000000000000000000000dEaD",
  "0xdead000000000000000042069420694206942069",
  "0xffffffffffffffffffffffffffffffffffffffff",
  "0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee",
  "0x0000000000000000000000000000000000001010",
  tron(ZERO),
  tron("0000000000000000000000000000000000000001"),
  tron("000000000000000000000000000000000000dead"),
  "1111111111111111111114oLvT2",
  "1BitcoinEaterAddressDontSendf59kuE",
  "1CounterpartyXXXXXXXXXXXXXXXUWLpVr",
  base58check.encode(hexToBytes(`30${ZERO}`)),
  base58check.encode(hexToBytes(`1e${ZERO}`)),
  bech32.encode("bc", [0, ...bech32.toWords(new Uint8Array(20))]),
  bech32.encode("ltc", [0, ...bech32.toWords(new Uint8Array(32))]),
  "EQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAM9c",
  "Ef8zMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzM0vF",
];

const pasted: ((address: string) => string)[] = [
  (address) => address,
  (address) => `  ${address}\n`,
  (address) => [...address].join("\u200b"),
  (address) => `\u202a${address.slice(0, 9)}\r\n${address.slice(9)}\u202c`,
  (address) => `ethereum:${address}@1`,
  (address) => `ethereum:pay-${address}@137?value=1`,
  (address) => `ethereum:0x1234567890123456789012345678901234567890@1/transfer?address=${address}&uint256=1`,
  (address) => `bitcoin:${address}?amount=0.1&label=Refund`,
  (address) => `BITCOIN:${address}`,
  (address) => `litecoin:${address}`,
  (address) => `dogecoin:${address}`,
  (address) => `tron:${address}?amount=1`,
  (address) => `ton://transfer/${encodeURIComponent(address)}?amount=1`,
];
const cased: ((address: string) => string)[] = [
  (address) => address,
  (address) => address.toLowerCase(),
  (address) => address.toUpperCase(),
  (address) => `0x${address.slice(2).toUpperCase()}`,
];

test("refuses every address that loses the money, in any letter case and pasted form, for any currency", () => {
  const currencies = knownCurrencies().map(({ code }) => code);
  fc.assert(
    fc.property(
      fc.constantFrom(...lost),
      fc.constantFrom(...pasted),
      fc.constantFrom(...cased),
      fc.constantFrom(...currencies),
      (address, paste, change, currency) => checkAddress(currency, paste(change(address))).ok === false,
    ),
    { numRuns: 3000 },
  );
}, 60_000);

test.each(lost)("says that money sent to %s is lost", (address) => {
  const problems = knownCurrencies().map(({ code }) => checkAddress(code, address).problem);
  expect(problems.some((problem) => problem?.endsWith("money sent to it is lost"))).toBe(true);
});

test.each([
  ["BTC", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"],
  ["XDG", base58check.encode(hexToBytes(`1e${"12".repeat(10)}${"34".repeat(10)}`))],
  ["USDT", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"],
  ["USDT_TRX", tron("fb6916095ca1df60bb79ce92ce3ea74c37c5d359")],
])("finds the %s address in every pasted form", (currency, address) => {
  for (const paste of pasted) expect(checkAddress(currency, paste(address))).toMatchObject({ ok: true, address });
});

test("takes a token transfer's recipient, not its contract", () => {
  const uri =
    "ethereum:0xdAC17F958D2ee523a2206206994597C13D831ec7@1/transfer?address=0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359";
  expect(checkAddress("USDT", uri).address).toBe("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359");
});

test.each(["bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs", "BC1SW50QGDZ25J"])(
  "warns about the witness program %s",
  (address) => {
    expect(checkAddress("BTC", address)).toMatchObject({ ok: true, warnings: ["unusual_witness"] });
  },
);

test("names the network of an address that is valid elsewhere", () => {
  const { problem } = checkAddress("USDT_TRX", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359");
  expect(problem).toContain("Ethereum");
});

test("spells a TON account in all its forms", () => {
  const spellings = addressSpellings("TON", "EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs");
  expect(spellings).toHaveLength(4);
  expect(spellings).toContain("eqcxe6mutqjkfngfarotkot1lzbdiix1kcixrv7nw2id_sds");
});
