import * as v from "valibot";
import * as field from "../../messages/fields.ts";
import { pageRequest, sizedPageRequest } from "../../messages/page.ts";

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
  /** Calypso's message. It may contain addresses and balances: keep it out of logs. */
  errorMessage: v.optional(field.text),
});

export const payoutErrorsSchema = v.object({
  withdrawalErrors: v.optional(
    v.array(v.object({ withdrawalId: v.optional(field.text), errors: v.optional(v.array(withdrawalErrorSchema), []) })),
    [],
  ),
});

/** Shared by payouts and settlement payouts. */
export const payoutFields = {
  /** System id; events carry it as `parentExternalId`. */
  id: field.text,
  account: v.optional(field.text),
  depositAddress: v.optional(field.text),
  amount: field.amount,
  currency: field.currencyCode,
  /** In `currency`. */
  calypsoFee: v.optional(field.amount),
  calypsoFeePercentage: v.optional(field.amount),
  /** Typed as the known states; others pass through, and `payoutOutcome` refuses it. */
  state: field.word(payoutStates),
  createdDate: v.optional(field.text),
  transactionHash: v.optional(field.text),
  comment: v.optional(field.text),
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
};

export const payoutSchema = v.object({
  ...payoutFields,
  /** When it will be sent, unless immediately. */
  executionDate: v.optional(field.text),
  /** INTERNAL if the address belongs to another Calypso client. */
  belongingType: v.optional(field.word(belongingTypes)),
});
/** A single payout as the API returns it. */
export interface Payout extends v.InferOutput<typeof payoutSchema> {}

export const createPayoutSchema = v.strictObject({
  /** Where the money goes. Check it first: a payout can't be undone. */
  depositAddress: field.requiredText,
  /** Decimal string in `currency`. */
  amount: field.positiveAmount,
  currency: field.requiredText,
  comment: v.optional(field.requiredText),
  /** ISO 8601. @default immediately */
  executionDate: v.optional(field.dateTime),
  /** A UUID that makes the request unique; the payout can be read by it. Generated if absent. */
  idempotencyKey: v.optional(field.uuid),
  externalId: v.optional(field.requiredText),
});
export interface CreatePayout extends v.InferOutput<typeof createPayoutSchema> {}

/** The payout's id (`dealId`) or idempotency key, and why to cancel it. */
export const cancelPayoutSchema = v.strictObject({
  dealId: v.optional(field.requiredText),
  idempotencyKey: v.optional(field.uuid),
  message: v.optional(field.requiredText),
});
export interface CancelPayout extends v.InferOutput<typeof cancelPayoutSchema> {}

export const listPayoutsSchema = v.strictObject({
  stateNames: v.optional(v.array(field.oneOf(payoutStates))),
  isExecutionDateInFuture: v.optional(v.boolean()),
  ...sizedPageRequest,
});
export interface ListPayouts extends v.InferOutput<typeof listPayoutsSchema> {}

export const withdrawalStates = ["DRAFT", "IN_PROGRESS", "COMPLETED", "REPLACED", "FAILED", "CANCELED"] as const;
/** Source: documentation, "ENUM description", "Payout withdrawal state". */
export type WithdrawalState = (typeof withdrawalStates)[number];

/** Shared by the withdrawals of payouts and of settlement payouts. */
export const withdrawalFields = {
  id: field.text,
  account: v.optional(field.text),
  amount: field.amount,
  currency: field.currencyCode,
  /** Typed as the known states; others pass through, and `withdrawalOutcome` refuses it. */
  state: field.word(withdrawalStates),
  /** In `currency`. */
  calypsoFee: v.optional(field.amount),
  transactionHash: v.optional(field.text),
  depositAddress: v.optional(field.text),
  comment: v.optional(field.text),
  createdDate: v.optional(field.text),
  withdrawalErrors: v.optional(v.array(withdrawalErrorSchema), []),
};

export const withdrawalSchema = v.object({
  ...withdrawalFields,
  companyName: v.optional(field.text),
  externalId: v.optional(field.text),
  belongingType: v.optional(field.word(belongingTypes)),
});
/** One transaction of a payout: a row of a mass payout. */
export interface Withdrawal extends v.InferOutput<typeof withdrawalSchema> {}

/** `requestId` is the withdrawal's id. */
export const withdrawalKeySchema = v.strictObject({ requestId: field.requiredText });
export interface WithdrawalKey extends v.InferOutput<typeof withdrawalKeySchema> {}

export const listWithdrawalsSchema = v.strictObject({
  /** The wanted states. The API requires them. */
  stateNames: v.array(field.oneOf(withdrawalStates)),
  ...pageRequest,
  /** The payout's id. */
  dealId: v.optional(field.requiredText),
  /** The payout's idempotency key. */
  idempotencyKey: v.optional(field.uuid),
  /** The merchant's own id of a withdrawal. */
  externalId: v.optional(field.requiredText),
});
export interface ListWithdrawals extends v.InferOutput<typeof listWithdrawalsSchema> {}
