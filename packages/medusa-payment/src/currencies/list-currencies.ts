import { completeCurrencies, networks } from "@calypso-commerce/core/currencies";
import { clientFor } from "../client/client-for";
import { toMedusaError } from "../client/to-medusa-error";
import type { CalypsoSettings } from "../options/calypso-options";
import { leastAmount } from "./check-amount";
import { isOffered, type Market } from "./is-offered";
import { isUsable } from "./is-usable";

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
  /** How long a payment usually takes to be confirmed, in minutes; null for an unknown network. */
  usual_minutes: number | null;
  /** The least amount that the merchant takes, in the market's fiat currency; null if there is none. */
  least_fiat_amount: string | null;
}

/** The cryptocurrencies that the merchant offers in a market. @throws MedusaError if the vendor can't be reached */
export async function listCurrencies(settings: CalypsoSettings, market: Market): Promise<OfferedCurrency[]> {
  const [all, usable] = await Promise.all([listAllCurrencies(settings), usableCodes(settings)]);
  const least = (market.currencyCode && leastAmount(settings.checkout, market.currencyCode)) || null;
  return all
    .filter(({ code }) => usable.has(code) && isOffered(settings, market, code))
    .map((currency) => ({ ...currency, least_fiat_amount: least }));
}

/** The codes in which the vendor issues invoices now: listed, enabled and active. */
async function usableCodes(settings: CalypsoSettings): Promise<Set<string>> {
  try {
    const { cryptoCurrencies } = await clientFor(settings).currencyLists.all();
    return new Set(cryptoCurrencies.filter(isUsable).map(({ name }) => name));
  } catch (error) {
    throw toMedusaError(error, "listing the currencies");
  }
}

/** All of the vendor's cryptocurrencies. @throws MedusaError if the vendor can't be reached */
export async function listAllCurrencies(settings: CalypsoSettings): Promise<OfferedCurrency[]> {
  try {
    const fullInfo = { cryptoCurrencies: await clientFor(settings).currencyLists.cryptoFullInfo() };
    return [...completeCurrencies({ fullInfo }).values()].map(
      ({ code, displayName, symbol, network, networkName, tokenStandard, displayScale }) => ({
        code,
        name: displayName,
        symbol,
        network: networkName || null,
        token_standard: tokenStandard ?? null,
        display_scale: displayScale ?? null,
        usual_minutes: network ? networks[network].usualMinutes : null,
        least_fiat_amount: null,
      }),
    );
  } catch (error) {
    throw toMedusaError(error, "listing the currencies");
  }
}
