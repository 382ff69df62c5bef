import * as v from "valibot";
import * as field from "../../messages/fields.ts";
import { sortedPageRequest } from "../../messages/page.ts";

export const settlementWalletSchema = v.object({
  name: v.optional(field.text),
  address: field.text,
  blockchain: v.optional(field.text),
  balances: v.optional(
    v.array(v.object({ currency: field.currencyCode, amount: field.amount, token: v.optional(field.flag) })),
    [],
  ),
});
/** A wallet outside the merchant's balance, for settlements. */
export interface SettlementWallet extends v.InferOutput<typeof settlementWalletSchema> {}

export const settlementWalletKeySchema = v.strictObject({ address: field.requiredText });
export interface SettlementWalletKey extends v.InferOutput<typeof settlementWalletKeySchema> {}

export const renameSettlementWalletSchema = v.strictObject({ address: field.requiredText, name: field.requiredText });
export interface RenameSettlementWallet extends v.InferOutput<typeof renameSettlementWalletSchema> {}

export const createSettlementWalletSchema = v.strictObject({
  name: field.requiredText,
  /** For example ETHEREUM or TRON. */
  blockchain: field.requiredText,
});
export interface CreateSettlementWallet extends v.InferOutput<typeof createSettlementWalletSchema> {}

export const listSettlementWalletsSchema = v.strictObject({
  blockchain: v.optional(field.requiredText),
  currency: v.optional(field.requiredText),
  nameOrAddress: v.optional(field.requiredText),
  ...sortedPageRequest,
});
export interface ListSettlementWallets extends v.InferOutput<typeof listSettlementWalletsSchema> {}

export const listWalletTransactionsSchema = v.strictObject({
  walletAddress: field.requiredText,
  addressTo: v.optional(field.requiredText),
  /** Values that `opcodes` lists. */
  opcodes: v.optional(v.array(field.requiredText)),
  currency: v.optional(field.requiredText),
  ...sortedPageRequest,
});
export interface ListWalletTransactions extends v.InferOutput<typeof listWalletTransactionsSchema> {}

export const walletTransactionSchema = v.object({
  amount: field.amount,
  currency: field.currencyCode,
  opCode: v.optional(field.text),
  addressTo: v.optional(field.text),
  serviceFee: v.optional(field.amount),
  serviceFeeCurrency: v.optional(field.text),
  networkFee: v.optional(field.amount),
  networkFeeCurrency: v.optional(field.text),
  transactionHash: v.optional(field.text),
  createdDate: v.optional(field.text),
});
export interface WalletTransaction extends v.InferOutput<typeof walletTransactionSchema> {}

export const walletOpcodesSchema = v.object({ opCodes: v.optional(v.array(field.text), []) });
export interface WalletOpcodes extends v.InferOutput<typeof walletOpcodesSchema> {}
