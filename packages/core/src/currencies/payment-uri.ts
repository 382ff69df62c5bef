import { CalypsoArgumentError } from "../errors.ts";
import * as decimal from "../money/decimal.ts";
import { type Currency, findCurrency } from "./currency-table.ts";
import { type Network, networks } from "./networks.ts";

export interface PaymentUriOptions {
  /** A code of the built-in table, or a currency of `completeCurrencies`. */
  currency: Currency | string;
  address: string;
  /** Decimal string in the currency. Without it, the payer enters the amount. */
  amount?: string;
  /** The payee's name. Only Bitcoin-like wallets show it. */
  label?: string;
}

/**
 * A payment link for wallets and QR codes. It is the plain address if the currency's network has no standard for links,
 * or the token's contract is ambiguous: the payer then chooses coin and amount by hand.
 *
 * Rounds an amount with more digits than the network keeps up, so that it is never too little.
 *
 * @throws {CalypsoArgumentError} if the address can't be one, or the amount is not a decimal above zero.
 * @example
 * paymentUri({ currency: "BTC", address: "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", amount: "0.001" });
 * // "bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT?amount=0.001"
 *
 * Source: BIP 21; EIP-681; TON "ton:// transfer links".
 */
export function paymentUri({ currency, address: given, amount, label }: PaymentUriOptions): string {
  const address = withoutScheme(given);
  // Rejects every character that could end the address and begin a parameter.
  if (!/^[\w:+/=-]{10,}$/.test(address)) {
    throw new CalypsoArgumentError("the address is too short, or contains characters that no address has", {
      path: "address",
    });
  }
  if (amount !== undefined && !(decimal.isDecimal(amount) && decimal.isPositive(amount))) {
    throw new CalypsoArgumentError("the amount must be a decimal string above zero", { path: "amount" });
  }
  const known = typeof currency === "string" ? findCurrency(currency) : currency;
  if (known?.network === undefined || known.decimals === undefined) return address;
  const network: Network = networks[known.network];
  const units = amount === undefined ? undefined : smallestUnits(amount, known.decimals);

  if (network.bip21Scheme !== undefined) return bip21(network.bip21Scheme, address, amount, known.decimals, label);
  const isToken = known.tokenStandard !== undefined;
  if (isToken && known.contract === undefined) return address;
  if (network.chainId !== undefined)
    return eip681(network.chainId, address, units, isToken ? known.contract : undefined);
  if (known.network === "TONCOIN") return ton(address, units, isToken ? known.contract : undefined);
  return address;
}

/** Some answers have the address with its scheme, as in `bitcoincash:q…`; a link must not have it twice. */
function withoutScheme(address: string): string {
  const schemes = Object.values<Network>(networks).flatMap(({ bip21Scheme }) => bip21Scheme ?? []);
  const scheme = [...schemes, "ethereum"].find((each) => address.toLowerCase().startsWith(`${each}:`));
  return scheme === undefined ? address : address.slice(scheme.length + 1);
}

/** Converts a decimal amount to a whole number of the currency's smallest units, rounded up. */
export function smallestUnits(amount: string, decimals: number): string {
  return decimal.round(decimal.multiply(amount, `1${"0".repeat(decimals)}`), { scale: 0, rounding: "up" });
}

function bip21(scheme: string, address: string, amount: string | undefined, decimals: number, label?: string): string {
  const parameters: string[] = [];
  if (amount !== undefined) {
    parameters.push(`amount=${decimal.normalize(decimal.round(amount, { scale: decimals, rounding: "up" }))}`);
  }
  if (label !== undefined) parameters.push(`label=${encodeURIComponent(label)}`);
  return withParameters(`${scheme}:${address}`, parameters);
}

function eip681(chainId: number, address: string, units: string | undefined, contract: string | undefined): string {
  if (contract === undefined) {
    return withParameters(`ethereum:${address}@${chainId}`, units === undefined ? [] : [`value=${units}`]);
  }
  const parameters = [`address=${address}`, ...(units === undefined ? [] : [`uint256=${units}`])];
  return withParameters(`ethereum:${contract}@${chainId}/transfer`, parameters);
}

function ton(address: string, units: string | undefined, jetton: string | undefined): string {
  const parameters = [
    ...(jetton === undefined ? [] : [`jetton=${jetton}`]),
    ...(units === undefined ? [] : [`amount=${units}`]),
  ];
  return withParameters(`ton://transfer/${encodeURIComponent(address)}`, parameters);
}

const withParameters = (start: string, parameters: string[]): string =>
  parameters.length === 0 ? start : `${start}?${parameters.join("&")}`;
