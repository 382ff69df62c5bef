import { CalypsoArgumentError } from "../errors.ts";
import * as decimal from "../money/decimal.ts";
import { type Currency, findCurrency } from "./currency-table.ts";
import { type Network, networks } from "./networks.ts";

export interface PaymentUriOptions {
  /** A code of the built-in table, or a currency of `completeCurrencies`. */
  currency: Currency | string;
  address: string;
  /** Decimal string in the currency; without it the payer enters the amount. */
  amount?: string;
  /** Who is paid. Bitcoin's family alone shows it. */
  label?: string;
}

/**
 * What a wallet opens, or a QR code holds, to pay an address. Without a standard for the currency's network, or without
 * a certain token contract, it is the plain address: the payer then chooses coin and amount by hand.
 *
 * An amount with more digits than the network keeps is rounded up, so that it is never too little.
 *
 * @throws {CalypsoArgumentError} for text that is no address, or an amount that is no decimal above zero.
 * Source: BIP 21; EIP-681; TON "ton:// transfer links".
 */
export function paymentUri({ currency, address, amount, label }: PaymentUriOptions): string {
  // Whatever could end the address and begin a parameter does not belong into one.
  if (!/^[\w:+/=-]{10,}$/.test(address)) {
    throw new CalypsoArgumentError("the address has characters that no address has", { path: "address" });
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

/** A decimal amount as a whole number of the smallest units, rounded up. */
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
