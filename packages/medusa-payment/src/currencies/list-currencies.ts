import { completeCurrencies } from "@calypso-commerce/core/currencies";
import { clientFor } from "../client/client-for";
import { toMedusaError } from "../client/to-medusa-error";
import type { CalypsoSettings } from "../options/calypso-options";
import { isOffered, type Market } from "./is-offered";

/** A cryptocurrency that a shopper may choose. */
export interface OfferedCurrency {
  /** The vendor's code. Send it as `data.crypto_currency`. */
  code: string;
  /** Display name, without the network: Tether USD. */
  name: string;
  /** The unit that amounts are shown in: USDT. */
  symbol: string;
  network: string | null;
  /** ERC-20 and the like; null for a network's own coin. */
  token_standard: string | null;
  /** Decimal places worth showing. */
  display_scale: number | null;
}

/** The cryptocurrencies that the merchant offers in a market. @throws MedusaError if the vendor can't be reached */
export async function listCurrencies(settings: CalypsoSettings, market: Market): Promise<OfferedCurrency[]> {
  const all = await listAllCurrencies(settings);
  return all.filter(({ code }) => isOffered(settings, market, code));
}

/** All of the vendor's cryptocurrencies. @throws MedusaError if the vendor can't be reached */
export async function listAllCurrencies(settings: CalypsoSettings): Promise<OfferedCurrency[]> {
  try {
    const fullInfo = { cryptoCurrencies: await clientFor(settings).currencyLists.cryptoFullInfo() };
    return [...completeCurrencies({ fullInfo }).values()].map(
      ({ code, displayName, symbol, networkName, tokenStandard, displayScale }) => ({
        code,
        name: displayName,
        symbol,
        network: networkName || null,
        token_standard: tokenStandard ?? null,
        display_scale: displayScale ?? null,
      }),
    );
  } catch (error) {
    throw toMedusaError(error, "listing the currencies");
  }
}
