import * as v from "valibot";
import * as field from "../../messages/fields.ts";
import { payoutErrorsSchema, payoutStates } from "./payout-schemas.ts";

/** What a mass payout and a settlement mass payout have in common. */
export const massPayoutFields = {
  id: field.text,
  idempotencyKey: v.optional(field.text),
  companyId: v.optional(field.text),
  account: v.optional(field.text),
  /** Typed as the states known; another one is passed through, and `payoutOutcome` refuses it. */
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
/** Payouts to many addresses in one currency. Its rows are withdrawals, made some time after it. */
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
  /** The rows; how many there may be depends on the currency, see `massPayoutLimit`. */
  massAddresses: v.pipe(v.array(massPayoutRowSchema), v.minLength(1, "at least one row")),
  /** ISO 8601. @default at once */
  executionDate: v.optional(field.dateTime),
  /** A UUID of the caller's: the request's uniqueness, and a key to read it by. Generated when absent. */
  idempotencyKey: v.optional(field.uuid),
  externalId: v.optional(field.requiredText),
};

export const createMassPayoutSchema = v.strictObject(newMassPayoutFields);
export interface CreateMassPayout extends v.InferOutput<typeof createMassPayoutSchema> {}
