import { cryptoCurrencies } from "../chain/currencies.ts";
import { walletBalances } from "../domain/payouts/settlement-wallets.ts";
import type { Sandbox } from "../sandbox.ts";
import type { SettlementWallet, WalletTransaction } from "../store/entities.ts";
import { apiDate } from "../wire/dates.ts";
import { exactNumber } from "../wire/json.ts";

/** A settlement wallet as its API returns it. */
export function formatSettlementWallet(sandbox: Sandbox, wallet: SettlementWallet): Record<string, unknown> {
  return {
    name: wallet.name,
    address: wallet.id,
    blockchain: wallet.network,
    balances: walletBalances(sandbox, wallet).map((balance) => ({ ...balance, amount: exactNumber(balance.amount) })),
  };
}

/** A transaction of a settlement wallet. */
export function formatWalletTransaction(transaction: WalletTransaction): Record<string, unknown> {
  return {
    amount: exactNumber(transaction.amount),
    currency: transaction.currency,
    opCode: transaction.opCode,
    addressTo: transaction.addressTo,
    serviceFee: exactNumber(transaction.serviceFee),
    serviceFeeCurrency: transaction.currency,
    networkFee: exactNumber("0"),
    networkFeeCurrency: cryptoCurrencies.get(transaction.currency)?.base,
    transactionHash: transaction.transactionHash,
    createdDate: apiDate(transaction.createdAtMs),
  };
}
