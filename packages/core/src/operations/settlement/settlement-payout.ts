import { type ObjectKey, objectKeySchema } from "../invoices/invoice-schemas.ts";
import { listOperation, operation } from "../operation.ts";
import { checkRows } from "../payouts/payout.ts";
import {
  type CancelPayout,
  cancelPayoutSchema,
  type ListWithdrawals,
  listWithdrawalsSchema,
  type WithdrawalKey,
  withdrawalKeySchema,
} from "../payouts/payout-schemas.ts";
import * as schema from "./settlement-payout-schemas.ts";

/** Source: API reference, "Settlement Payout API". Each may be refused with 400 or fail with 500. */
export const settlementPayout = {
  /** Reads a payout by its id or idempotency key. Source: "Get a payout". */
  get: operation<ObjectKey, schema.SettlementPayout>({
    path: "/api/v1/settlement/payout",
    effect: "read",
    request: objectKeySchema,
    response: schema.settlementPayoutSchema,
  }),

  /** Reads one withdrawal; `requestId` is its id. Source: "Get a withdrawal". */
  getWithdrawal: operation<WithdrawalKey, schema.SettlementWithdrawal>({
    path: "/api/v1/settlement/payout/withdrawals",
    effect: "read",
    request: withdrawalKeySchema,
    response: schema.settlementWithdrawalSchema,
  }),

  /** Lists withdrawals of a payout by state. Source: "Get withdrawals". */
  listWithdrawals: listOperation<ListWithdrawals, schema.SettlementWithdrawal>({
    path: "/api/v1/settlement/payout/withdrawals/all",
    pageSizeField: "pageSize",
    request: listWithdrawalsSchema,
    item: schema.settlementWithdrawalSchema,
  }),

  /** Reads a mass payout by its id or idempotency key. Source: "Get a mass payout". */
  getMass: operation<ObjectKey, schema.SettlementMassPayout>({
    path: "/api/v1/settlement/payout/mass",
    effect: "read",
    request: objectKeySchema,
    response: schema.settlementMassPayoutSchema,
  }),

  /** Pays out of a settlement wallet to many addresses. There is no undo. Source: "Create a mass payout". */
  createMass: operation<schema.CreateSettlementMassPayout, schema.SettlementMassPayout>({
    path: "/api/v1/settlement/payout/mass/create",
    effect: "keyed",
    request: schema.createSettlementMassPayoutSchema,
    response: schema.settlementMassPayoutSchema,
    check: checkRows,
  }),

  /** Cancels a mass payout before it is processed. Source: "Cancel mass payout". */
  cancelMass: operation<CancelPayout, schema.SettlementMassPayout>({
    path: "/api/v1/settlement/payout/mass/cancel",
    effect: "repeatable",
    request: cancelPayoutSchema,
    response: schema.settlementMassPayoutSchema,
  }),

  /** Lists mass payouts by state. Source: "Get mass payouts". */
  listMass: listOperation<schema.ListSettlementPayouts, schema.SettlementMassPayout>({
    path: "/api/v1/settlement/payout/mass/all",
    pageSizeField: "size",
    request: schema.listSettlementPayoutsSchema,
    item: schema.settlementMassPayoutSchema,
  }),

  /** Pays out of a settlement wallet to an address. There is no undo. Source: "Create a payout". */
  create: operation<schema.CreateSettlementPayout, schema.SettlementPayout>({
    path: "/api/v1/settlement/payout/create",
    effect: "keyed",
    request: schema.createSettlementPayoutSchema,
    response: schema.settlementPayoutSchema,
  }),

  /** Cancels a payout before it is processed. Source: "Cancel payout". */
  cancel: operation<CancelPayout, schema.SettlementPayout>({
    path: "/api/v1/settlement/payout/cancel",
    effect: "repeatable",
    request: cancelPayoutSchema,
    response: schema.settlementPayoutSchema,
  }),

  /** Lists payouts by state. Source: "Get payouts". */
  list: listOperation<schema.ListSettlementPayouts, schema.SettlementPayout>({
    path: "/api/v1/settlement/payout/all",
    pageSizeField: "size",
    request: schema.listSettlementPayoutsSchema,
    item: schema.settlementPayoutSchema,
  }),
};
