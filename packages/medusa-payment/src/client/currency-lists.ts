import type { CalypsoClient } from "@calypso-commerce/core";
import type { AllCurrencies, CryptoCurrencies } from "@calypso-commerce/core/schemas";

const CACHE_MS = 10 * 60_000;

/** The vendor's currencies. Each list is read at most once in ten minutes. */
export interface CurrencyLists {
  /** Currencies in which invoices can be issued and paid. */
  all(): Promise<AllCurrencies>;
  /** Networks and display names of the cryptocurrencies. */
  cryptoFullInfo(): Promise<CryptoCurrencies["cryptoCurrencies"]>;
}

export function createCurrencyLists(client: CalypsoClient): CurrencyLists {
  return {
    all: cached(() => client.currency.all()),
    cryptoFullInfo: cached(async () => (await client.currency.cryptoFullInfo()).cryptoCurrencies),
  };
}

/** Concurrent callers share one call. A failed call is not cached. */
function cached<T>(load: () => Promise<T>): () => Promise<T> {
  let value: Promise<T> | undefined;
  let until = 0;
  return () => {
    if (!value || Date.now() >= until) {
      until = Date.now() + CACHE_MS;
      value = load().catch((error: unknown) => {
        until = 0;
        throw error;
      });
    }
    return value;
  };
}
