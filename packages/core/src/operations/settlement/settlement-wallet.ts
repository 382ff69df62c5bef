import { listOperation, operation } from "../operation.ts";
import * as schema from "./settlement-wallet-schemas.ts";

/** Source: API reference, "Settlement Wallet API". Each may be refused with 400 or fail with 500. */
export const settlementWallet = {
  /** Reads a wallet with its balances. Source: "Get a wallet". */
  get: operation<schema.SettlementWalletKey, schema.SettlementWallet>({
    path: "/api/v1/settlement/wallet",
    effect: "read",
    request: schema.settlementWalletKeySchema,
    response: schema.settlementWalletSchema,
  }),

  /** Lists a wallet's transactions. Source: "Get transactions". */
  listTransactions: listOperation<schema.ListWalletTransactions, schema.WalletTransaction>({
    path: "/api/v1/settlement/wallet/transactions",
    pageSizeField: "pageSize",
    request: schema.listWalletTransactionsSchema,
    item: schema.walletTransactionSchema,
  }),

  /** Renames a wallet. Source: "Rename wallet". */
  rename: operation<schema.RenameSettlementWallet, void>({
    path: "/api/v1/settlement/wallet/rename",
    effect: "repeatable",
    request: schema.renameSettlementWalletSchema,
  }),

  /** Lists the kinds of transaction. Source: "Get available operation codes". */
  opcodes: operation<undefined, schema.WalletOpcodes>({
    path: "/api/v1/settlement/wallet/opcodes",
    effect: "read",
    response: schema.walletOpcodesSchema,
  }),

  /** Creates a wallet on a blockchain. It has no idempotency key, so the client never repeats it. Source: "Create a wallet". */
  create: operation<schema.CreateSettlementWallet, schema.SettlementWallet>({
    path: "/api/v1/settlement/wallet/create",
    effect: "once",
    request: schema.createSettlementWalletSchema,
    response: schema.settlementWalletSchema,
  }),

  /** Archives a wallet. Source: "Archive wallet". */
  archive: operation<schema.SettlementWalletKey, void>({
    path: "/api/v1/settlement/wallet/archive",
    effect: "repeatable",
    request: schema.settlementWalletKeySchema,
  }),

  /** Lists wallets. Source: "Get wallets". */
  list: listOperation<schema.ListSettlementWallets, schema.SettlementWallet>({
    path: "/api/v1/settlement/wallet/all",
    pageSizeField: "pageSize",
    request: schema.listSettlementWalletsSchema,
    item: schema.settlementWalletSchema,
  }),
};
