import { findCurrency } from "@calypso-commerce/core/currencies";
import { decimal } from "@calypso-commerce/core/money";

/** Intl formats decimal strings exactly, which the types of older libraries don't know. */
const exact = (amount: string) => amount as unknown as number;

/** `12.5` EUR as `€12.50`. An unknown currency follows the amount. */
export function formatFiat(locale: string, amount: string, code: string): string {
  const currency = code.toUpperCase();
  const options = { style: "currency", currency, maximumFractionDigits: 20 } as const;
  try {
    return new Intl.NumberFormat(locale, options).format(exact(amount));
  } catch {
    return `${formatDecimal(locale, amount)} ${currency}`;
  }
}

/** A decimal with all its digits, as the locale writes it. */
export function formatDecimal(locale: string, amount: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }).format(exact(decimal.normalize(amount)));
}

/** `31.447164` of `USDT_TRX` as `31.447164 USDT`. */
export function formatCrypto(locale: string, amount: string, code: string | null): string {
  return code ? `${formatDecimal(locale, amount)} ${currencySymbol(code)}` : formatDecimal(locale, amount);
}

/** The symbol shown with amounts: `USDT` for `USDT_TRX`. Falls back to the code. */
export function currencySymbol(code: string): string {
  return findCurrency(code)?.symbol ?? code;
}

/** `USDT · TRON (TRC-20)`. Falls back to the code. */
export function currencyName(code: string): string {
  const currency = findCurrency(code);
  if (!currency) return code;
  return `${currency.symbol} · ${currency.networkName}${currency.tokenStandard ? ` (${currency.tokenStandard})` : ""}`;
}

/** The fiat price of one unit of crypto, for display only. Null without a crypto amount. */
export function formatRate(
  locale: string,
  fiatAmount: string,
  code: string,
  cryptoAmount: string | null,
): string | null {
  if (!cryptoAmount || !decimal.isPositive(cryptoAmount)) return null;
  const exactRate = decimal.divide(fiatAmount, cryptoAmount, { scale: 18, rounding: "half_even" });
  return formatPrice(locale, exactRate, code);
}

/** A price with six significant digits. */
export function formatPrice(locale: string, value: string, code: string): string {
  const options = { style: "currency", currency: code.toUpperCase(), maximumSignificantDigits: 6 } as const;
  return new Intl.NumberFormat(locale, options).format(exact(value));
}
