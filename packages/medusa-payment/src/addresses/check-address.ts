import { findCurrency, type NetworkName, networks } from "@calypso-commerce/core";
import { bitcoin, dogecoin, litecoin } from "./bitcoin-like";
import { checkEvm } from "./evm";
import type { AddressWarning, NetworkCheck } from "./network-check";
import { testNetworkOf } from "./test-networks";
import { checkTon } from "./ton";
import { checkTron } from "./tron";

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

/**
 * Checks an address by its network's own rules, including the checksum. Whose address it is, and whether anyone has its key, can't be
 * checked.
 *
 * @param currency the vendor's code. The money moves on its network
 */
export function checkAddress(currency: string, text: string): AddressCheck {
  const given = text.trim();
  const network = findCurrency(currency)?.network;
  if (!network) {
    return { ok: false, address: given, problem: `addresses for ${currency} can't be checked yet`, warnings: [] };
  }
  const result = checks[network](given);
  if ("problem" in result) {
    return { ok: false, address: given, problem: findNetworkOf(given, network) ?? result.problem, warnings: [] };
  }
  return { ok: true, address: result.address, warnings: result.warnings ?? [] };
}

/** Names the network of an address that is valid on another one. */
function findNetworkOf(text: string, wanted: NetworkName): string | undefined {
  const here = networks[wanted].displayName;
  const test = testNetworkOf(text);
  if (test) return `this address is on ${test} test network, the refund goes out on ${here}`;
  const others = (Object.keys(checks) as NetworkName[]).filter((name) => "address" in checks[name](text));
  if (others.length === 0) return undefined;
  const names = others.map((name) => networks[name].displayName).join(", ");
  return `this is an address of ${names}, the refund goes out on ${here}: enter an address of ${here}`;
}
