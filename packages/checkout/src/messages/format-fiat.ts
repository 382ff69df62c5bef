/** A fiat amount as the locale writes it. Exact: the decimal string never becomes a number. */
export function formatFiat(amount: string, currency: string, locale: string): string {
  try {
    return new Intl.NumberFormat(locale, { style: "currency", currency }).format(amount as Intl.StringNumericLiteral);
  } catch (error) {
    // Not a valid currency code.
    if (error instanceof RangeError) return `${amount} ${currency}`;
    throw error;
  }
}
