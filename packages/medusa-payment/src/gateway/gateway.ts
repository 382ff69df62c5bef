import { type CalypsoClient, createCalypsoClient } from "@calypso-commerce/core";
import type { CalypsoSettings } from "../options/calypso-options";
import { type CurrencyList, createCurrencyList } from "./currency-list";

/** The way to the vendor: the signed client, and the lists that are asked for once and kept for a while. */
export interface Gateway {
  client: CalypsoClient;
  currencies: CurrencyList;
}

const gateways = new WeakMap<CalypsoSettings, Gateway>();

/** One gateway for each set of settings, so that the provider, routes and jobs share the cached lists. */
export function gatewayFor(settings: CalypsoSettings): Gateway {
  let gateway = gateways.get(settings);
  if (!gateway) {
    const { publicKey, secretKey, account, baseUrl, timeoutMs } = settings;
    const client = createCalypsoClient({ publicKey, secretKey, account, baseUrl, timeoutMs });
    gateway = { client, currencies: createCurrencyList(client) };
    gateways.set(settings, gateway);
  }
  return gateway;
}
