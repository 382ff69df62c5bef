import { compareDecimals } from "./compare-decimals.ts";
import { currencySymbol } from "./currency-symbol.ts";

/**
 * Typical minimum withdrawals of large exchanges, by coin. Rough on purpose: they only decide whether to warn that an
 * exchange may refuse to send so little.
 */
const minimums: Record<string, string> = {
  BTC: "0.0005",
  BCH: "0.002",
  LTC: "0.02",
  DOGE: "20",
  DASH: "0.02",
  ETH: "0.005",
  BNB: "0.01",
  TRX: "10",
  SOL: "0.05",
  TON: "0.5",
  POL: "5",
  MATIC: "5",
  XRP: "10",
  ADA: "5",
  USDT: "10",
  USDC: "10",
  DAI: "10",
  BUSD: "10",
};

/**
 * Whether an exchange may refuse to send so little. False for unknown coins.
 *
 * @param amount Decimal string in the coin's own unit.
 * @param currencyCode Calypso's code, such as `USDT_TRX`.
 */
export function isBelowExchangeMinimum(amount: string, currencyCode: string): boolean {
  const minimum = minimums[currencySymbol(currencyCode)];
  return minimum !== undefined && compareDecimals(amount, minimum) < 0;
}
