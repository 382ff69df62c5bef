/**
 * Compares two non-negative decimal strings without rounding: negative, zero or positive as `a` is less, equal or more.
 * Anything that isn't plain digits with at most one point compares as NaN.
 */
export function compareDecimals(a: string, b: string): number {
  const left = split(a);
  const right = split(b);
  if (!left || !right) return Number.NaN;
  return compareText(left.whole, right.whole) || compareText(left.fraction, right.fraction, true);
}

function split(text: string): { whole: string; fraction: string } | undefined {
  const match = /^0*(\d+)(?:\.(\d+))?$/.exec(text);
  return match?.[1] === undefined ? undefined : { whole: match[1], fraction: (match[2] ?? "").replace(/0+$/, "") };
}

/** Compares digits: whole parts by length first, fractions from the left. */
function compareText(a: string, b: string, fraction = false): number {
  if (!fraction && a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}
