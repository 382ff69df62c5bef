const scale = 12;

/**
 * The fiat price of one coin: `fiatAmount / cryptoAmount`, a decimal string rounded down to two decimals, or to four
 * significant digits below 1. Undefined unless both are positive plain decimals. For display only.
 */
export function exchangeRate(fiatAmount: string, cryptoAmount: string): string | undefined {
  const fiat = toUnits(fiatAmount);
  const crypto = toUnits(cryptoAmount);
  if (fiat === undefined || !crypto) return undefined;
  const rate = (fiat * 10n ** BigInt(scale)) / crypto;
  const digits = rate.toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, -scale);
  const fraction = digits.slice(-scale);
  if (whole !== "0") return `${whole}.${fraction.slice(0, 2)}`;
  const zeros = /^0*/.exec(fraction)?.[0].length ?? 0;
  return zeros === scale ? undefined : `0.${fraction.slice(0, Math.max(2, zeros + 4))}`;
}

/** The amount in units of 10^-24, so that no digit of a coin with 18 decimals is lost. */
function toUnits(text: string): bigint | undefined {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  return match ? BigInt(`${match[1]}${(match[2] ?? "").padEnd(24, "0").slice(0, 24)}`) : undefined;
}
