const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

const PLAIN = /^(?:-?[1-9]|0)[\d.]*$/;

// Far beyond any amount (18 decimals, supplies below 10^30), yet small enough that `1e999999999` can't fill memory.
const LARGEST_EXPONENT = 100;

/**
 * A JSON number's source text without exponent and otherwise unchanged: `1e-18` becomes `0.000000000000000001`, `1.10`
 * stays `1.10`. Other text, and exponents beyond ±100, are returned as they are.
 */
export function plainDecimal(source: string): string {
  if (PLAIN.test(source)) return source;
  const match = NUMBER.exec(source);
  if (match === null) return source;
  const [, sign = "", whole = "", fraction = "", exponentText] = match;
  const isZero = /^0*$/.test(whole + fraction);
  const unsigned = exponentText === undefined ? source.slice(sign.length) : shift(whole, fraction, exponentText);
  if (unsigned === undefined) return source;
  return isZero ? unsigned : sign + unsigned;
}

function shift(whole: string, fraction: string, exponentText: string): string | undefined {
  const exponent = Number(exponentText);
  if (Math.abs(exponent) > LARGEST_EXPONENT) return undefined;
  const digits = whole + fraction;
  const point = whole.length + exponent;
  if (point <= 0) return trimmed("0", "0".repeat(-point) + digits);
  if (point >= digits.length) return trimmed(digits + "0".repeat(point - digits.length), "");
  return trimmed(digits.slice(0, point), digits.slice(point));
}

function trimmed(whole: string, fraction: string): string {
  const wholeDigits = whole.replace(/^0+(?=\d)/, "");
  return fraction === "" ? wholeDigits : `${wholeDigits}.${fraction}`;
}
