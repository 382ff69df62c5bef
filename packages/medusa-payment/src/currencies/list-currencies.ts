import { gatewayFor } from "../gateway/gateway";
import { toMedusaError } from "../gateway/to-medusa-error";
import type { CalypsoSettings } from "../options/calypso-options";
import { networkName } from "./networks";

/** A cryptocurrency that a shopper may choose. */
export interface OfferedCurrency {
  /** The vendor's code: send it as `data.crypto_currency`. */
  code: string;
  name: string;
  /** The coin or token without its network: USDT for USDT_TRX. */
  base: string;
  network: string | null;
  /** Whether it is a token on the network, not the network's own coin. */
  token: boolean;
  /** Digits after the point to show. */
  display_scale: number | null;
}

export async function listCurrencies(settings: CalypsoSettings): Promise<OfferedCurrency[]> {
  try {
    const currencies = await gatewayFor(settings).currencies.cryptoFullInfo();
    return currencies.map((each) => ({
      code: each.currency,
      name: each.name ?? each.currency,
      base: each.baseCurrency ?? each.currency,
      network: networkName(each.currency) ?? each.network ?? null,
      token: each.token ?? false,
      display_scale: each.recommendedDisplayScale ?? null,
    }));
  } catch (error) {
    throw toMedusaError(error, "listing the currencies");
  }
}
