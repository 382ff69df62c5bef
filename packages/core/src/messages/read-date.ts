/**
 * Reads a date of the API, which is UTC unless it has an offset.
 *
 * @returns milliseconds since 1970; NaN for text that is not a date
 * @example
 * readDate("2026-01-31T23:59:59.123456"); // 1769903999123
 */
export function readDate(dateTime: string): number {
  const hasOffset = /(?:Z|[+-]\d{2}:?\d{2})$/.test(dateTime);
  // Some engines parse milliseconds at most; the API sends six digits and more.
  return Date.parse(dateTime.replace(/(\.\d{3})\d+/, "$1") + (hasOffset ? "" : "Z"));
}
