/** Milliseconds since 1970 of a date of the API. @returns NaN for text that is no date. */
export function readDate(dateTime: string): number {
  const hasOffset = /(?:Z|[+-]\d{2}:?\d{2})$/.test(dateTime);
  // Date.parse takes at most milliseconds in some engines; the API sends up to six digits and more.
  return Date.parse(dateTime.replace(/(\.\d{3})\d+/, "$1") + (hasOffset ? "" : "Z"));
}
