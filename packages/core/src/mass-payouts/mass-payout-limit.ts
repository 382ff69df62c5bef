import { findCurrency } from "../currencies/currency-table.ts";

const LIMIT_ON_ETHEREUM = 1000;
const LIMIT_ELSEWHERE = 100;

/**
 * The largest number of rows in one mass payout: 1000 for ETH and tokens on Ethereum, 100 for all other currencies,
 * unknown ones included.
 *
 * Source: documentation, "How to create a mass payout via API".
 */
export const massPayoutLimit = (currency: string): number =>
  findCurrency(currency)?.network === "ETHEREUM" ? LIMIT_ON_ETHEREUM : LIMIT_ELSEWHERE;
