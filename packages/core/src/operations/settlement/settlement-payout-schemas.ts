import * as v from "valibot";
import * as field from "../../messages/fields.ts";
import { sizedPageRequest } from "../../messages/page.ts";
import { massPayoutFields, newMassPayoutFields } from "../payouts/mass-payout-schemas.ts";
import { createPayoutSchema, payoutFields, payoutStates, withdrawalFields } from "../payouts/payout-schemas.ts";

const fees = {
  calypsoFeeCurrency: v.optional(field.text),
  /** Network fee, in `blockchainFeeCurrency`. */
  blockchainFee: v.optional(field.amount),
  blockchainFeeCurrency: v.optional(field.text),
};

export const settlementPayoutSchema = v.object({ ...payoutFields, ...fees });
/** A payout from a settlement wallet. */
export interface SettlementPayout extends v.InferOutput<typeof settlementPayoutSchema> {}

export const settlementWithdrawalSchema = v.object({
  ...withdrawalFields,
  ...fees,
  withdrawalId: v.optional(field.text),
});
export interface SettlementWithdrawal extends v.InferOutput<typeof settlementWithdrawalSchema> {}

export const settlementMassPayoutSchema = v.object({ ...massPayoutFields, ...fees });
export interface SettlementMassPayout extends v.InferOutput<typeof settlementMassPayoutSchema> {}

/** The settlement wallet that pays. */
const withdrawalAddress = field.requiredText;

export const createSettlementPayoutSchema = v.strictObject({ withdrawalAddress, ...createPayoutSchema.entries });
export interface CreateSettlementPayout extends v.InferOutput<typeof createSettlementPayoutSchema> {}

export const createSettlementMassPayoutSchema = v.strictObject({ withdrawalAddress, ...newMassPayoutFields });
export interface CreateSettlementMassPayout extends v.InferOutput<typeof createSettlementMassPayoutSchema> {}

export const listSettlementPayoutsSchema = v.strictObject({
  stateNames: v.optional(v.array(field.oneOf(payoutStates))),
  ...sizedPageRequest,
});
export interface ListSettlementPayouts extends v.InferOutput<typeof listSettlementPayoutsSchema> {}
