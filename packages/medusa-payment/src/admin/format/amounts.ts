import { decimal, findCurrency } from "@calypso-commerce/core";

/** Intl takes decimal strings as they are; the type of older libraries doesn't know. */
const exact = (amount: string) => amount as unknown as number;

/** `12.5` in EUR as `€12.50`; a currency that Intl doesn't know is written behind the amount. */
export function fiat(locale: string, amount: string, code: string): string {
  const currency = code.toUpperCase();
  const options = { style: "currency", currency, maximumFractionDigits: 20 } as const;
  try {
    return new Intl.NumberFormat(locale, options).format(exact(amount));
  } catch {
    return `${plain(locale, amount)} ${currency}`;
  }
}

/** A decimal with all its digits, as the locale writes them. */
export function plain(locale: string, amount: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }).format(exact(decimal.normalize(amount)));
}

/** `31.447164` of `USDT_TRX` as `31.447164 USDT`. */
export function crypto(locale: string, amount: string, code: string | null): string {
  return code ? `${plain(locale, amount)} ${symbol(code)}` : plain(locale, amount);
}

/** What amounts are shown with: USDT for USDT_TRX. */
export function symbol(code: string): string {
  return findCurrency(code)?.symbol ?? code;
}

/** `USDT on TRON (TRC-20)`, or the code of a currency that isn't known. */
export function currencyName(code: string): string {
  const currency = findCurrency(code);
  if (!currency) return code;
  return `${currency.symbol} · ${currency.networkName}${currency.tokenStandard ? ` (${currency.tokenStandard})` : ""}`;
}

/** Fiat for one unit of crypto, for eyes only: six digits that count. Null where there was nothing to divide by. */
export function rate(locale: string, fiatAmount: string, code: string, cryptoAmount: string | null): string | null {
  if (!cryptoAmount || !decimal.isPositive(cryptoAmount)) return null;
  const exactRate = decimal.divide(fiatAmount, cryptoAmount, { scale: 18, rounding: "half_even" });
  return rateOf(locale, exactRate, code);
}

export function rateOf(locale: string, value: string, code: string): string {
  const options = { style: "currency", currency: code.toUpperCase(), maximumSignificantDigits: 6 } as const;
  return new Intl.NumberFormat(locale, options).format(exact(value));
}
