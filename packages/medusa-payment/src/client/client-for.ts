import { type CalypsoClient, createCalypsoClient } from "@calypso-commerce/core";
import type { CalypsoSettings } from "../options/calypso-options";
import { type CurrencyLists, createCurrencyLists } from "./currency-lists";

/** The signed API client, with cached lists of the vendor's currencies. */
export type VendorClient = CalypsoClient & { readonly currencyLists: CurrencyLists };

/** Who waits for a call: a job, a webhook or an admin, or a shopper in the checkout. */
export type CallPurpose = "work" | "shopper";

/** A shopper's call is tried once. Starting a payment takes at most two calls one after the other, and so less than 10 s. */
const SHOPPER_TIMEOUT_MS = 4_500;

const clients = new WeakMap<CalypsoSettings, Record<CallPurpose, VendorClient>>();

/** One client for each purpose and settings object, so that the provider, routes and jobs share the cached lists. */
export function clientFor(settings: CalypsoSettings, purpose: CallPurpose = "work"): VendorClient {
  const known = clients.get(settings) ?? createClients(settings);
  clients.set(settings, known);
  return known[purpose];
}

function createClients({ timeoutMs, credentials }: CalypsoSettings): Record<CallPurpose, VendorClient> {
  const { publicKey, secretKey, account, baseUrl } = credentials;
  const options = { publicKey, secretKey, account, baseUrl };
  const shopper = createCalypsoClient({ ...options, timeoutMs: Math.min(timeoutMs, SHOPPER_TIMEOUT_MS), retries: 0 });
  const currencyLists = createCurrencyLists(shopper);
  return {
    work: Object.assign(createCalypsoClient({ ...options, timeoutMs }), { currencyLists }),
    shopper: Object.assign(shopper, { currencyLists }),
  };
}
