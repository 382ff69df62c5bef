import { type Currency, findCurrency } from "./currency-table.ts";
import { networks } from "./networks.ts";

type Target = Pick<Currency, "network"> | string;

/** The explorer's page of a transaction, or `undefined` for a currency or network that is not known. */
export const transactionUrl = (currency: Target, hash: string): string | undefined =>
  fill(currency, "transactionUrl", hash);

/** The explorer's page of an address, or `undefined` for a currency or network that is not known. */
export const addressUrl = (currency: Target, address: string): string | undefined =>
  fill(currency, "addressUrl", address);

function fill(currency: Target, page: "transactionUrl" | "addressUrl", text: string): string | undefined {
  const network = (typeof currency === "string" ? findCurrency(currency) : currency)?.network;
  if (network === undefined || text === "") return undefined;
  return networks[network][page].replace("{}", () => encodeURIComponent(text));
}
