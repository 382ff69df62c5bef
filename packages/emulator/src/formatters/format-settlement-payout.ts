import { cryptoCurrencies } from "../chain/currencies.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Payout, Withdrawal } from "../store/entities.ts";
import { exactNumber } from "../wire/json.ts";
import { massPayoutFields, payoutFields, withdrawalFields } from "./format-payout.ts";

/** The emulated networks take no fee. */
const fees = (currency: string) => ({
  calypsoFeeCurrency: currency,
  blockchainFee: exactNumber("0"),
  blockchainFeeCurrency: cryptoCurrencies.get(currency)?.base,
});

/** A payout from a settlement wallet as the Settlement Payout API returns it. */
export function formatSettlementPayout(sandbox: Sandbox, payout: Payout): Record<string, unknown> {
  return { ...payoutFields(sandbox, payout), ...fees(payout.currency) };
}

/** A mass payout from a settlement wallet. */
export function formatSettlementMassPayout(sandbox: Sandbox, payout: Payout): Record<string, unknown> {
  return { ...massPayoutFields(sandbox, payout), ...fees(payout.currency) };
}

/** One withdrawal of either. */
export function formatSettlementWithdrawal(sandbox: Sandbox, withdrawal: Withdrawal): Record<string, unknown> {
  return {
    ...withdrawalFields(sandbox, withdrawal),
    withdrawalId: withdrawal.number,
    ...fees(withdrawal.currency),
  };
}
