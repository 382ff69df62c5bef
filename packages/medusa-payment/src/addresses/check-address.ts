import { findCurrency, type NetworkName, networks } from "@calypso-commerce/core";
import { bitcoin, dogecoin, litecoin } from "./bitcoin-like";
import { checkEvm } from "./evm";
import { testNetworkOf } from "./test-networks";
import { checkTon } from "./ton";
import { checkTron } from "./tron";

/** What is wrong with an address, as a sentence for the person who entered it; or what to look at. */
export interface AddressCheck {
  ok: boolean;
  /** The address in the form that its network writes it in; the one given if it isn't ok. */
  address: string;
  problem?: string | undefined;
  /** `no_checksum`: a mistyped character would not be noticed. */
  warnings: "no_checksum"[];
}

/** @returns a problem for the person who entered it, or the address as its network writes it */
export type NetworkCheck = (
  text: string,
) => { problem: string } | { address: string; warnings?: AddressCheck["warnings"] };

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

/**
 * Checks an address by its network's own rules, checksum included. It can't tell whose it is, nor whether anybody has its key.
 *
 * @param currency the vendor's code; its network is the one that the money moves on
 */
export function checkAddress(currency: string, text: string): AddressCheck {
  const given = text.trim();
  const network = findCurrency(currency)?.network;
  if (!network) {
    return { ok: false, address: given, problem: `addresses for ${currency} can't be checked yet`, warnings: [] };
  }
  const result = checks[network](given);
  if ("problem" in result) {
    return { ok: false, address: given, problem: elsewhere(given, network) ?? result.problem, warnings: [] };
  }
  return { ok: true, address: result.address, warnings: result.warnings ?? [] };
}

/** Where an address that is right, but not here, belongs. */
function elsewhere(text: string, wanted: NetworkName): string | undefined {
  const here = networks[wanted].displayName;
  const test = testNetworkOf(text);
  if (test) return `this address is on ${test} test network, the refund goes out on ${here}`;
  const others = (Object.keys(checks) as NetworkName[]).filter((name) => "address" in checks[name](text));
  if (others.length === 0) return undefined;
  const names = others.map((name) => networks[name].displayName).join(", ");
  return `this is an address of ${names}, the refund goes out on ${here}: give one of ${here}`;
}
