import { type Currency, findCurrency } from "./currency-table.ts";
import { networks } from "./networks.ts";

type Target = Pick<Currency, "network"> | string;

/** URL of a transaction in a block explorer; `undefined` for an unknown currency or network. */
export const transactionUrl = (currency: Target, hash: string): string | undefined =>
  fill(currency, "transactionUrl", hash);

/** URL of an address in a block explorer; `undefined` for an unknown currency or network. */
export const addressUrl = (currency: Target, address: string): string | undefined =>
  fill(currency, "addressUrl", address);

function fill(currency: Target, page: "transactionUrl" | "addressUrl", text: string): string | undefined {
  const network = (typeof currency === "string" ? findCurrency(currency) : currency)?.network;
  if (network === undefined || text === "") return undefined;
  return networks[network][page].replace("{}", () => encodeURIComponent(text));
}
