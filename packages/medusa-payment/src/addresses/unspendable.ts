import type { NetworkName } from "@calypso-commerce/core/currencies";
import { type Currency, knownCurrencies } from "@calypso-commerce/core/currencies";

/**
 * Token contracts beside those of core's table, which leaves out what a payment link must not guess. A wallet address never equals
 * one, on whatever network of its kind.
 */
const MORE_CONTRACTS = [
  // Ethereum: FRAX, BUSD.
  "853d955acef822db058eb8505911ed77f175b99e",
  "4fabb145d64652a948d72533023f6e7a623c7c53",
  // BNB Smart Chain: BUSD.
  "e9e7cea3dedca5984780bafc599bd69add087d56",
  // Polygon: USDC, bridged USDC, wrapped POL.
  "3c499c542cef5e3811e1192ce70d8cc03d5c3359",
  "2791bca1f2de4661ed88a30c99a7a9449aa84174",
  "0d500b1d8e8ef31e21c99d1db9a6444d3adf1270",
  // Ethereum and BNB Smart Chain: wrapped coins.
  "c02aaa39b223fe8d0a0e5c4f27ead9083c756cc2",
  "bb4cdb9cbd36b01bd1cbaebf2de08d9173bc095c",
];

/** Accounts to which money is sent in order to destroy it. */
const BURN_ACCOUNTS = new Set([
  "000000000000000000000000000000000000dead",
  "dead000000000000000042069420694206942069",
  // 1BitcoinEaterAddressDontSendf59kuE
  "759d6677091e973b9e9d99f19c68fbf43e3f05f9",
  // 1CounterpartyXXXXXXXXXXXXXXXUWLpVr
  "818895f3dc2c178629d3d2d8fa3ec4a3f8179821",
]);

/** Precompiled and system contracts of EVM chains and TRON are numbered from 1. */
const HIGHEST_SYSTEM_ACCOUNT = 0xffff;

/** Why money sent to an account can't be spent: it is a token's contract, or its key can't exist. */
export type UnspendableReason = "token_contract" | "burn_address";

/**
 * Whether an account is known not to be anyone's wallet.
 *
 * @param account as {@link ValidAddress} has it
 * @param contracts accounts of token contracts, see {@link contractAccounts}
 */
export function unspendableReason(account: string, contracts: ReadonlySet<string>): UnspendableReason | undefined {
  if (contracts.has(account)) return "token_contract";
  const body = account.length === 66 ? account.slice(2) : account;
  const isOneByteRepeated = /^(..)\1*$/.test(body);
  const isSystem = body.length === 40 && BigInt(`0x${body}`) <= BigInt(HIGHEST_SYSTEM_ACCOUNT);
  return isOneByteRepeated || isSystem || BURN_ACCOUNTS.has(account) ? "burn_address" : undefined;
}

/** The accounts of all token contracts that this version knows. */
export function contractAccounts(
  accountOf: (network: NetworkName, address: string) => string | undefined,
): Set<string> {
  const known = knownCurrencies().flatMap(({ network, contract }: Currency) =>
    network && contract ? (accountOf(network, contract) ?? []) : [],
  );
  return new Set([...known, ...MORE_CONTRACTS]);
}
