import type { CalypsoSettings } from "../options/calypso-options";

/** The shopper's region and currency, by which a merchant decides which cryptocurrencies to offer. */
export interface Market {
  regionId?: string | undefined;
  /** The fiat currency. */
  currencyCode?: string | undefined;
}

/** Whether the merchant offers a cryptocurrency in a market. The region's list takes precedence over its currency's. */
export function isOffered(settings: CalypsoSettings, market: Market, code: string): boolean {
  const lists = settings.checkout.currencies;
  if (!lists) return true;
  const { regionId, currencyCode } = market;
  const list =
    (regionId ? lists[regionId] : undefined) ??
    (currencyCode ? (lists[currencyCode.toLowerCase()] ?? lists[currencyCode.toUpperCase()]) : undefined) ??
    lists.default;
  return list?.includes(code) ?? false;
}
