import { type CalypsoClient, createCalypsoClient } from "@calypso-commerce/core";
import type { CalypsoSettings } from "../options/calypso-options";
import { type CurrencyLists, createCurrencyLists } from "./currency-lists";

/** The signed API client, with cached lists of the vendor's currencies. */
export type VendorClient = CalypsoClient & { readonly currencyLists: CurrencyLists };

const clients = new WeakMap<CalypsoSettings, VendorClient>();

/** One client per settings object, so that the provider, routes and jobs share the cached lists. */
export function clientFor(settings: CalypsoSettings): VendorClient {
  const known = clients.get(settings);
  if (known) return known;
  const { timeoutMs } = settings;
  const { publicKey, secretKey, account, baseUrl } = settings.credentials;
  const api = createCalypsoClient({ publicKey, secretKey, account, baseUrl, timeoutMs });
  const client = Object.assign(api, { currencyLists: createCurrencyLists(api) });
  clients.set(settings, client);
  return client;
}
