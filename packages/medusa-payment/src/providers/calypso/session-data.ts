import type { PublicPayment } from "../../payment/public-payment";

/**
 * The session data that Medusa stores. Medusa merges it over what the storefront sent, an arbitrary record, so each of those keys is
 * overwritten: with ours, or with undefined, which isn't stored.
 */
export function toSessionData(
  storefrontData: Record<string, unknown> | undefined,
  payment: PublicPayment,
): Record<string, unknown> {
  const erased = Object.fromEntries(Object.keys(storefrontData ?? {}).map((key) => [key, undefined]));
  return { ...erased, ...payment };
}
