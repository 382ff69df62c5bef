import type { CalypsoSettings } from "../options/calypso-options";

/** The shopper's region and currency, by which a merchant decides which cryptocurrencies to offer. */
export interface Market {
  region_id?: string | undefined;
  /** The fiat currency. */
  currency_code?: string | undefined;
}

/** Whether the merchant offers a cryptocurrency in a market. The region's list takes precedence over its currency's. */
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
