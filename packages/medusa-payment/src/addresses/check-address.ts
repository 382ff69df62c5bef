import { findCurrency, type NetworkName, networks } from "@calypso-commerce/core/currencies";
import { bitcoin, dogecoin, litecoin } from "./bitcoin-like";
import { checkEvm } from "./evm";
import type { AddressWarning, NetworkCheck, ValidAddress } from "./network-check";
import { testNetworkOf } from "./test-networks";
import { checkTon, tonSpellings } from "./ton";
import { checkTron } from "./tron";
import { contractAccounts, type UnspendableReason, unspendableReason } from "./unspendable";
import { unwrapAddress } from "./unwrap-address";

export interface AddressCheck {
  ok: boolean;
  /** As its network writes it; as given if it isn't ok. */
  address: string;
  /** A sentence for the person who entered it. */
  problem?: string | undefined;
  warnings: AddressWarning[];
}

const checks: Record<NetworkName, NetworkCheck> = {
  BITCOIN: bitcoin,
  LITECOIN: litecoin,
  DOGECOIN: dogecoin,
  ETHEREUM: checkEvm,
  BINANCE_SMART_CHAIN: checkEvm,
  POLYGON: checkEvm,
  TRON: checkTron,
  TONCOIN: checkTon,
};

const contracts = contractAccounts((network, address) => find(network, address)?.account);

const UNSPENDABLE: Record<UnspendableReason, string> = {
  token_contract: "this is the contract of a token, not a wallet: money sent to it is lost",
  burn_address: "this address belongs to nobody: money sent to it is lost",
};

/**
 * Checks an address by its own network's rules, including the checksum, and against everything that is known not to be a wallet. Whose
 * address it is, and whether anyone has its key, can't be checked.
 *
 * @param currency the vendor's code. The money moves on its network
 * @param pasted as a person entered it; a payment URI and invisible characters are unwrapped
 */
export function checkAddress(currency: string, pasted: string): AddressCheck {
  const given = unwrapAddress(pasted);
  const network = findCurrency(currency)?.network;
  const refuse = (problem: string): AddressCheck => ({ ok: false, address: given, problem, warnings: [] });
  if (!network) return refuse(`addresses for ${currency} can't be checked yet`);
  const result = checks[network](given);
  if ("problem" in result) return refuse(findNetworkOf(given, network) ?? result.problem);
  const unspendable = unspendableReason(result.account, contracts);
  if (unspendable) return refuse(UNSPENDABLE[unspendable]);
  return { ok: true, address: result.address, warnings: result.warnings ?? [] };
}

/**
 * The texts by which a valid address may be written elsewhere, in lower case: to find it among addresses that another party spelled.
 *
 * @throws {TypeError} for an address that {@link checkAddress} refuses
 */
export function addressSpellings(currency: string, address: string): string[] {
  const network = findCurrency(currency)?.network;
  const valid = network && find(network, address);
  if (!valid) throw new TypeError(`not a valid address for ${currency}`);
  const spellings = network === "TONCOIN" ? tonSpellings(valid.account) : [valid.address];
  return spellings.map((each) => each.toLowerCase());
}

function find(network: NetworkName, text: string): ValidAddress | undefined {
  const result = checks[network](text);
  return "problem" in result ? undefined : result;
}

/** Names the network of an address that is valid on another one. */
function findNetworkOf(text: string, wanted: NetworkName): string | undefined {
  const here = networks[wanted].displayName;
  const test = testNetworkOf(text);
  if (test) return `this address is on ${test} test network, the refund goes out on ${here}`;
  const others = (Object.keys(checks) as NetworkName[]).filter((name) => find(name, text));
  if (others.length === 0) return undefined;
  const names = others.map((name) => networks[name].displayName).join(", ");
  return `this is an address of ${names}, the refund goes out on ${here}: enter an address of ${here}`;
}
