import { findCurrency } from "../currencies/currency-table.ts";

const MOST_ON_ETHEREUM = 1000;
const MOST_ELSEWHERE = 100;

/**
 * How many rows one mass payout may have: 1000 for ETH and tokens on Ethereum, 100 for others and for currencies that
 * are not in the table.
 *
 * Source: documentation, "How to create a mass payout via API".
 */
export const massPayoutLimit = (currency: string): number =>
  findCurrency(currency)?.network === "ETHEREUM" ? MOST_ON_ETHEREUM : MOST_ELSEWHERE;
