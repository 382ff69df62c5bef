import { completeCurrencies } from "@calypso-commerce/core";
import { clientFor } from "../client/client-for";
import { toMedusaError } from "../client/to-medusa-error";
import type { CalypsoSettings } from "../options/calypso-options";
import { isOffered, type Market } from "./offered-currencies";

/** A cryptocurrency that a shopper may choose. */
export interface OfferedCurrency {
  /** The vendor's code: send it as `data.crypto_currency`. */
  code: string;
  /** For people, without the network: Tether USD. */
  name: string;
  /** What amounts are shown with: USDT. */
  symbol: string;
  network: string | null;
  /** ERC-20 and the like; null for a network's own coin. */
  token_standard: string | null;
  /** Digits after the point worth showing. */
  display_scale: number | null;
}

/** What a shopper may choose in a market. @throws MedusaError when the vendor can't be asked */
export async function listCurrencies(settings: CalypsoSettings, market: Market): Promise<OfferedCurrency[]> {
  const all = await listAllCurrencies(settings);
  return all.filter(({ code }) => isOffered(settings, market, code));
}

/** All that the vendor has. @throws MedusaError when it can't be asked */
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
