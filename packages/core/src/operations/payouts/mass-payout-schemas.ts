import * as v from "valibot";
import * as field from "../../messages/fields.ts";
import { payoutErrorsSchema, payoutStates } from "./payout-schemas.ts";

/** Shared by mass payouts and settlement mass payouts. */
export const massPayoutFields = {
  id: field.text,
  idempotencyKey: v.optional(field.text),
  companyId: v.optional(field.text),
  account: v.optional(field.text),
  /** Typed as the known states; others pass through, and `payoutOutcome` refuses it. */
  state: field.word(payoutStates),
  comment: v.optional(field.text),
  name: v.optional(field.text),
  currency: field.currencyCode,
  /** Sum of the rows, in `currency`. */
  totalWithdrawalAmount: v.optional(field.amount),
  totalCalypsoFee: v.optional(field.amount),
  totalCalypsoFeePercentage: v.optional(field.amount),
  errors: v.optional(payoutErrorsSchema),
};

export const massPayoutSchema = v.object({ ...massPayoutFields, executionDate: v.optional(field.text) });
/** A payout to many addresses in one currency. Its rows become withdrawals some time after its creation. */
export interface MassPayout extends v.InferOutput<typeof massPayoutSchema> {}

export const massPayoutRowSchema = v.strictObject({
  depositAddress: field.requiredText,
  /** Decimal string in the mass payout's currency. */
  amount: field.positiveAmount,
  comment: v.optional(field.requiredText),
  /** The merchant's own id of the row. */
  externalId: v.optional(field.requiredText),
});
export interface MassPayoutRow extends v.InferOutput<typeof massPayoutRowSchema> {}

export const newMassPayoutFields = {
  currency: field.requiredText,
  name: field.requiredText,
  comment: v.optional(field.requiredText),
  /** The rows. Their maximum number depends on the currency, see `massPayoutLimit`. */
  massAddresses: v.pipe(v.array(massPayoutRowSchema), v.minLength(1, "at least one row")),
  /** ISO 8601. @default immediately */
  executionDate: v.optional(field.dateTime),
  /** A UUID that makes the request unique; the payout can be read by it. Generated if absent. */
  idempotencyKey: v.optional(field.uuid),
  externalId: v.optional(field.requiredText),
};

export const createMassPayoutSchema = v.strictObject(newMassPayoutFields);
export interface CreateMassPayout extends v.InferOutput<typeof createMassPayoutSchema> {}
