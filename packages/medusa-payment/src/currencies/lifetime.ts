import { findCurrency, type Network, networks } from "@calypso-commerce/core/currencies";

/**
 * How long an invoice or widget can be paid, in minutes: as configured, but at least what the slowest of its networks needs. An expired
 * address isn't watched, not even for a transaction that is under way.
 *
 * @param configured `checkout.expiresAfterMinutes`
 * @param currencies the cryptocurrencies that it can be paid in; those of unknown networks don't count
 * @returns undefined without a configured lifetime: then Calypso's own is long enough
 */
export function lifetimeMinutes(configured: number | undefined, currencies: readonly string[]): number | undefined {
  if (configured === undefined) return undefined;
  return Math.max(configured, ...currencies.map(leastLifetime));
}

/** The names of the networks that need a longer lifetime than the configured one, with what each needs in minutes. */
export function raisedNetworks(configured: number | undefined): string[] {
  if (configured === undefined) return [];
  return Object.values<Network>(networks)
    .filter(({ leastLifetimeMinutes }) => leastLifetimeMinutes > configured)
    .map(({ displayName, leastLifetimeMinutes }) => `${displayName} (${leastLifetimeMinutes})`);
}

function leastLifetime(code: string): number {
  const network = findCurrency(code)?.network;
  return network ? networks[network].leastLifetimeMinutes : 0;
}
