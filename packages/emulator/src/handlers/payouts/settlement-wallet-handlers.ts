import { createSettlementWallet, openWallet, walletBalances } from "../../domain/payouts/settlement-wallets.ts";
import { formatSettlementWallet, formatWalletTransaction } from "../../formatters/format-settlement-wallet.ts";
import { pageOf, sorted } from "../../formatters/page-of.ts";
import type { Handlers } from "../handler.ts";

/** Settlement Wallet API. */
export const settlementWalletHandlers: Handlers<"settlementWallet"> = {
  "settlementWallet.create": (sandbox, { name, blockchain }) =>
    formatSettlementWallet(sandbox, createSettlementWallet(sandbox, name, blockchain)),

  "settlementWallet.get": (sandbox, { address }) => formatSettlementWallet(sandbox, openWallet(sandbox, address)),

  "settlementWallet.rename": (sandbox, { address, name }) => {
    sandbox.store.settlementWallets.update(openWallet(sandbox, address).id, { name });
  },

  "settlementWallet.archive": (sandbox, { address }) => {
    sandbox.store.settlementWallets.update(openWallet(sandbox, address).id, { archived: true });
  },

  "settlementWallet.opcodes": () => ({ opCodes: ["WITHDRAWAL", "TOP_UP"] }),

  "settlementWallet.list": (sandbox, { blockchain, currency, nameOrAddress, sort, ...page }) => {
    const found = sandbox.store.settlementWallets
      .all()
      .filter(({ archived }) => !archived)
      .filter(({ network }) => blockchain === undefined || network === blockchain)
      .filter(
        (wallet) =>
          currency === undefined || walletBalances(sandbox, wallet).some((balance) => balance.currency === currency),
      )
      .filter(({ name, id }) => nameOrAddress === undefined || name.includes(nameOrAddress) || id === nameOrAddress);
    return pageOf(sandbox, sorted(found, sort), page, (wallet) => formatSettlementWallet(sandbox, wallet));
  },

  "settlementWallet.listTransactions": (sandbox, { walletAddress, addressTo, opcodes, currency, sort, ...page }) => {
    const found = sandbox.store.walletTransactions
      .by("walletAddress", walletAddress)
      .filter((transaction) => addressTo === undefined || transaction.addressTo === addressTo)
      .filter((transaction) => !opcodes?.length || opcodes.includes(transaction.opCode))
      .filter((transaction) => currency === undefined || transaction.currency === currency);
    return pageOf(sandbox, sorted(found, sort), page, formatWalletTransaction);
  },
};
