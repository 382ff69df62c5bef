import { decimal } from "@calypso-commerce/core/money";

/** The limit of a fiat currency among limits by code, or undefined where none is set. */
export function limitOf(limits: Record<string, string>, currency_code: string): string | undefined {
  return limits[currency_code.toLowerCase()] ?? limits.default;
}

export function exceeds(limits: Record<string, string>, currency_code: string, amount: string): boolean {
  const limit = limitOf(limits, currency_code);
  return limit !== undefined && decimal.compare(amount, limit) > 0;
}
