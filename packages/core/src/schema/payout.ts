import * as v from "valibot";
import * as field from "./fields.ts";

export const payoutStates = [
  "CREATION_IN_PROGRESS",
  "PENDING_CONFIRMATION",
  "CONFIRMED",
  "IN_PROGRESS",
  "COMPLETED",
  "FAILED",
  "CANCELED",
] as const;
/** Source: documentation, "ENUM description", "Payout state". */
export type PayoutState = (typeof payoutStates)[number];

export const withdrawalErrorStatuses = [
  "SUCCESS",
  "NO_PERMISSION",
  "NOT_ENOUGH_FUNDS",
  "EXCEEDING_LIMIT",
  "NOT_ENOUGH_FUNDS_FOR_COMMISSION",
] as const;
export type WithdrawalErrorStatus = (typeof withdrawalErrorStatuses)[number];

export const belongingTypes = ["INTERNAL", "EXTERNAL"] as const;

export const withdrawalErrorSchema = v.object({
  id: v.optional(field.text),
  status: v.optional(field.word(withdrawalErrorStatuses)),
  errorResolved: v.optional(field.flag),
  /** Calypso's words. They may name addresses and balances: not for logs. */
  errorMessage: v.optional(field.text),
});

export const payoutErrorsSchema = v.object({
  withdrawalErrors: v.optional(
    v.array(v.object({ withdrawalId: v.optional(field.text), errors: v.optional(v.array(withdrawalErrorSchema), []) })),
    [],
  ),
});

export const payoutSchema = v.object({
  /** System id; events carry it as `parentExternalId`. */
  id: field.text,
  account: v.optional(field.text),
  depositAddress: v.optional(field.text),
  amount: field.amount,
  currency: field.currencyCode,
  /** In `currency`. */
  calypsoFee: v.optional(field.amount),
  calypsoFeePercentage: v.optional(field.amount),
  /** Typed as the states known; another one is passed through, and `payoutOutcome` refuses it. */
  state: field.word(payoutStates),
  createdDate: v.optional(field.text),
  transactionHash: v.optional(field.text),
  comment: v.optional(field.text),
  executionDate: v.optional(field.text),
  idempotencyKey: v.optional(field.text),
  errors: v.optional(payoutErrorsSchema),
  cancellation: v.optional(
    v.object({
      canceledByUserId: v.optional(field.text),
      canceledByFirstname: v.optional(field.text),
      canceledByLastname: v.optional(field.text),
      cancelMessage: v.optional(field.text),
    }),
  ),
  belongingType: v.optional(field.word(belongingTypes)),
});
/** A single payout as the API answers it. */
export interface Payout extends v.InferOutput<typeof payoutSchema> {}

export const createPayoutSchema = v.strictObject({
  /** Where the money goes. Check it before: a payout can't be taken back. */
  depositAddress: field.requiredText,
  /** Decimal string in `currency`. */
  amount: field.positiveAmount,
  currency: field.requiredText,
  comment: v.optional(field.requiredText),
  /** ISO 8601. @default at once */
  executionDate: v.optional(field.dateTime),
  /** A UUID of the caller's: the request's uniqueness, and a key to read the payout by. Generated when absent. */
  idempotencyKey: v.optional(field.uuid),
  externalId: v.optional(field.requiredText),
});
export interface CreatePayout extends v.InferOutput<typeof createPayoutSchema> {}
