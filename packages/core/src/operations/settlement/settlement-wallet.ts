import { type Page, pageOf } from "../../messages/page.ts";
import { operation } from "../operation.ts";
import * as schema from "./settlement-wallet-schemas.ts";

/** Source: API reference, "Settlement Wallet API". Each may be refused with 400 or fail with 500. */
export const settlementWallet = {
  /** A wallet with its balances. Source: "Get a wallet". */
  get: operation<schema.SettlementWalletKey, schema.SettlementWallet>({
    method: "POST",
    path: "/api/v1/settlement/wallet",
    effect: "read",
    request: schema.settlementWalletKeySchema,
    response: schema.settlementWalletSchema,
  }),

  /** A wallet's transactions, by page. Source: "Get transactions". */
  listTransactions: operation<schema.ListWalletTransactions, Page<schema.WalletTransaction>>({
    method: "POST",
    path: "/api/v1/settlement/wallet/transactions",
    effect: "read",
    pageSizeField: "pageSize",
    request: schema.listWalletTransactionsSchema,
    response: pageOf(schema.walletTransactionSchema),
  }),

  /** Gives a wallet another name. Source: "Rename wallet". */
  rename: operation<schema.RenameSettlementWallet, void>({
    method: "POST",
    path: "/api/v1/settlement/wallet/rename",
    effect: "repeatable",
    request: schema.renameSettlementWalletSchema,
  }),

  /** The kinds of transaction that there are. Source: "Get available operation codes". */
  opcodes: operation<undefined, schema.WalletOpcodes>({
    method: "POST",
    path: "/api/v1/settlement/wallet/opcodes",
    effect: "read",
    response: schema.walletOpcodesSchema,
  }),

  /** Makes a wallet on a blockchain. It has no idempotency key: never repeated by the client. Source: "Create a wallet". */
  create: operation<schema.CreateSettlementWallet, schema.SettlementWallet>({
    method: "POST",
    path: "/api/v1/settlement/wallet/create",
    effect: "once",
    request: schema.createSettlementWalletSchema,
    response: schema.settlementWalletSchema,
  }),

  /** Puts a wallet away. Source: "Archive wallet". */
  archive: operation<schema.SettlementWalletKey, void>({
    method: "POST",
    path: "/api/v1/settlement/wallet/archive",
    effect: "repeatable",
    request: schema.settlementWalletKeySchema,
  }),

  /** Wallets, by page. Source: "Get wallets". */
  list: operation<schema.ListSettlementWallets, Page<schema.SettlementWallet>>({
    method: "POST",
    path: "/api/v1/settlement/wallet/all",
    effect: "read",
    pageSizeField: "pageSize",
    request: schema.listSettlementWalletsSchema,
    response: pageOf(schema.settlementWalletSchema),
  }),
};
