/**
 * Compares two non-negative decimal strings exactly: negative, zero or positive as `a` is less than, equal to or greater
 * than `b`. NaN unless both are plain digits with at most one point.
 */
export function compareDecimals(a: string, b: string): number {
  const left = split(a);
  const right = split(b);
  if (!left || !right) return Number.NaN;
  if (left.whole.length !== right.whole.length) return left.whole.length - right.whole.length;
  return compareText(left.whole, right.whole) || compareText(left.fraction, right.fraction);
}

/** Without leading and trailing zeros. */
function split(text: string): { whole: string; fraction: string } | undefined {
  const match = /^0*(\d+)(?:\.(\d+))?$/.exec(text);
  return match?.[1] === undefined ? undefined : { whole: match[1], fraction: (match[2] ?? "").replace(/0+$/, "") };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
