import type { AllCurrencies, CalypsoClient, CryptoCurrencies } from "@calypso-commerce/core";

const FRESH_MS = 10 * 60_000;

/** The vendor's currencies, read at most once in ten minutes for each kind of list. */
export interface CurrencyList {
  /** What invoices can be made out in and paid with. */
  all(): Promise<AllCurrencies>;
  /** Networks and names of the cryptocurrencies, for people to choose from. */
  cryptoFullInfo(): Promise<CryptoCurrencies["cryptoCurrencies"]>;
}

export function createCurrencyList(client: CalypsoClient): CurrencyList {
  return {
    all: kept(() => client.currency.all()),
    cryptoFullInfo: kept(async () => (await client.currency.cryptoFullInfo()).cryptoCurrencies),
  };
}

/** Callers that come at the same time share one call; a failed one is not kept. */
function kept<T>(load: () => Promise<T>): () => Promise<T> {
  let value: Promise<T> | undefined;
  let until = 0;
  return () => {
    if (!value || Date.now() >= until) {
      until = Date.now() + FRESH_MS;
      value = load().catch((error: unknown) => {
        until = 0;
        throw error;
      });
    }
    return value;
  };
}
