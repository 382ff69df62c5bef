import type { CalypsoSettings } from "../options/calypso-options";

/** Where a shopper is: what decides which currencies a merchant offers. */
export interface Market {
  region_id?: string | undefined;
  /** The fiat currency. */
  currency_code?: string | undefined;
}

/** Whether the merchant offers a cryptocurrency in a market; the list for the region goes before the one for its currency. */
export function isOffered(settings: CalypsoSettings, market: Market, code: string): boolean {
  const lists = settings.checkout.currencies;
  if (!lists) return true;
  const { region_id, currency_code } = market;
  const list =
    (region_id ? lists[region_id] : undefined) ??
    (currency_code ? (lists[currency_code.toLowerCase()] ?? lists[currency_code.toUpperCase()]) : undefined) ??
    lists.default;
  return list?.includes(code) ?? false;
}
