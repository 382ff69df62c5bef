import { massPayoutLimit } from "../../mass-payouts/mass-payout-limit.ts";
import { type ObjectKey, objectKeySchema } from "../invoices/invoice-schemas.ts";
import { listOperation, operation } from "../operation.ts";
import * as mass from "./mass-payout-schemas.ts";
import * as schema from "./payout-schemas.ts";

/** Checks that a mass payout has no more rows than its currency allows. */
export function checkRows({ currency, massAddresses }: Pick<mass.CreateMassPayout, "currency" | "massAddresses">) {
  const limit = massPayoutLimit(currency);
  return massAddresses.length <= limit
    ? undefined
    : { field: "massAddresses", expected: `at most ${limit} rows for ${currency}: split it` };
}

/** Source: API reference, "Payout API". Each may be refused with 400 or fail with 500. */
export const payout = {
  /** Reads a payout by its id or idempotency key. Source: "Get specific Payout". */
  get: operation<ObjectKey, schema.Payout>({
    path: "/api/v1/payout",
    effect: "read",
    request: objectKeySchema,
    response: schema.payoutSchema,
  }),

  /** Reads one withdrawal; `requestId` is its id. Source: "Get specific Transaction from the Payout". */
  getWithdrawal: operation<schema.WithdrawalKey, schema.Withdrawal>({
    path: "/api/v1/payout/withdrawal",
    effect: "read",
    request: schema.withdrawalKeySchema,
    response: schema.withdrawalSchema,
  }),

  /** Lists withdrawals of a payout by state. Source: "Get specific Transactions from the Payout". */
  listWithdrawals: listOperation<schema.ListWithdrawals, schema.Withdrawal>({
    path: "/api/v1/payout/withdrawal/all",
    pageSizeField: "pageSize",
    request: schema.listWithdrawalsSchema,
    item: schema.withdrawalSchema,
  }),

  /** Reads a mass payout by its id or idempotency key. Source: "Get specific Mass Payout". */
  getMass: operation<ObjectKey, mass.MassPayout>({
    path: "/api/v1/payout/mass",
    effect: "read",
    request: objectKeySchema,
    response: mass.massPayoutSchema,
  }),

  /** Pays out to many addresses in one currency. There is no undo. Source: "New Mass Payout". */
  createMass: operation<mass.CreateMassPayout, mass.MassPayout>({
    path: "/api/v1/payout/mass/create",
    effect: "keyed",
    request: mass.createMassPayoutSchema,
    response: mass.massPayoutSchema,
    check: checkRows,
  }),

  /** Cancels a mass payout before it is processed. Source: "Cancel Mass Payout". */
  cancelMass: operation<schema.CancelPayout, mass.MassPayout>({
    path: "/api/v1/payout/mass/cancel",
    effect: "repeatable",
    request: schema.cancelPayoutSchema,
    response: mass.massPayoutSchema,
  }),

  /** Lists mass payouts by state. Source: "Get all Mass Payouts". */
  listMass: listOperation<schema.ListPayouts, mass.MassPayout>({
    path: "/api/v1/payout/mass/all",
    pageSizeField: "size",
    request: schema.listPayoutsSchema,
    item: mass.massPayoutSchema,
  }),

  /** Pays out to an address. It starts as CONFIRMED: there is no undo. Source: "New Payout". */
  create: operation<schema.CreatePayout, schema.Payout>({
    path: "/api/v1/payout/create",
    effect: "keyed",
    request: schema.createPayoutSchema,
    response: schema.payoutSchema,
  }),

  /** Cancels a payout before it is processed. Source: "Cancel Single Payout". */
  cancel: operation<schema.CancelPayout, schema.Payout>({
    path: "/api/v1/payout/cancel",
    effect: "repeatable",
    request: schema.cancelPayoutSchema,
    response: schema.payoutSchema,
  }),

  /** Lists payouts by state. Source: "Get all Payouts". */
  list: listOperation<schema.ListPayouts, schema.Payout>({
    path: "/api/v1/payout/all",
    pageSizeField: "size",
    request: schema.listPayoutsSchema,
    item: schema.payoutSchema,
  }),
};
