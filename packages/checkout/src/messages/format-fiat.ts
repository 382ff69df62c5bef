/**
 * A fiat amount as the locale writes it. Exact: the decimal string never becomes a number.
 *
 * @param maxDigits Most decimals, for rates. Default: the currency's own.
 */
export function formatFiat(amount: string, currency: string, locale: string, maxDigits?: number): string {
  try {
    return new Intl.NumberFormat(locale, {
      style: "currency",
      currency,
      ...(maxDigits !== undefined && { maximumFractionDigits: maxDigits }),
    }).format(amount as Intl.StringNumericLiteral);
  } catch (error) {
    // Not a valid currency code.
    if (error instanceof RangeError) return `${amount} ${currency}`;
    throw error;
  }
}
