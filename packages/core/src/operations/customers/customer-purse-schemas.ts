import * as v from "valibot";
import * as field from "../../messages/fields.ts";
import { sortedPageRequest } from "../../messages/page.ts";

export const customerSchema = v.object({
  id: field.text,
  email: v.optional(field.text),
  description: v.optional(field.text),
  externalId: v.optional(field.text),
  /** Deposits to a blocked customer's addresses are still credited. */
  blocked: v.optional(field.flag),
});
export interface Customer extends v.InferOutput<typeof customerSchema> {}

export const customersSchema = v.object({ customers: v.array(customerSchema) });
export interface Customers extends v.InferOutput<typeof customersSchema> {}

export const customerKeySchema = v.strictObject({ customerId: field.uuid });
export interface CustomerKey extends v.InferOutput<typeof customerKeySchema> {}

export const customerExternalIdSchema = v.strictObject({ externalId: field.requiredText });
export interface CustomerExternalId extends v.InferOutput<typeof customerExternalIdSchema> {}

export const createCustomerSchema = v.strictObject({
  email: v.optional(field.requiredText),
  description: v.optional(field.requiredText),
  externalId: v.optional(field.requiredText),
});
export interface CreateCustomer extends v.InferOutput<typeof createCustomerSchema> {}

export const updateCustomerSchema = v.strictObject({
  id: field.uuid,
  email: v.optional(field.requiredText),
  description: v.optional(field.requiredText),
});
export interface UpdateCustomer extends v.InferOutput<typeof updateCustomerSchema> {}

export const getPurseAddressSchema = v.strictObject({ customerId: field.uuid, currency: field.requiredText });
export interface GetPurseAddress extends v.InferOutput<typeof getPurseAddressSchema> {}

export const purseAddressSchema = v.object({
  /** The purse's id. */
  id: v.optional(field.text),
  /** Expires after 30 days without deposits. */
  address: field.text,
});
export interface PurseAddress extends v.InferOutput<typeof purseAddressSchema> {}

export const purseTransactionStates = [
  "MEM_POOL_FOUND",
  "PENDING_COMPLIANCE_CHECK",
  "DECLINED",
  "CONFIRMED",
  "COMPLETED",
] as const;
/** Source: documentation, "Customer wallets", "Transaction statuses"; a guide says COMPLETED instead of CONFIRMED. */
export type PurseTransactionState = (typeof purseTransactionStates)[number];

export const complianceStates = ["UNCHECKED", "IN_PROGRESS", "DECLINE", "CHECKED"] as const;

export const purseTransactionSchema = v.object({
  id: field.text,
  amount: field.amount,
  addressFrom: v.optional(field.text),
  currency: field.currencyCode,
  transactionHash: v.optional(field.text),
  /** Typed as the known states; others pass through. */
  transactionState: field.word(purseTransactionStates),
  complianceState: v.optional(field.word(complianceStates)),
  customerBlocked: v.optional(field.flag),
  /** Whether it is credited to the merchant's balance. */
  translationToAccountCompleted: v.optional(field.flag),
  createdDate: v.optional(field.text),
});
export interface PurseTransaction extends v.InferOutput<typeof purseTransactionSchema> {}

export const purseTransactionKeySchema = v.strictObject({ transactionId: field.uuid });
export interface PurseTransactionKey extends v.InferOutput<typeof purseTransactionKeySchema> {}

const currencyFilter = v.strictObject({
  equals: v.optional(field.requiredText),
  notEquals: v.optional(field.requiredText),
  /** Whether there is a value. */
  specified: v.optional(v.boolean()),
  in: v.optional(v.array(field.requiredText)),
  notIn: v.optional(v.array(field.requiredText)),
  contains: v.optional(field.requiredText),
  doesNotContain: v.optional(field.requiredText),
});

const state = field.oneOf(purseTransactionStates);
const stateFilter = v.strictObject({
  equals: v.optional(state),
  notEquals: v.optional(state),
  specified: v.optional(v.boolean()),
  in: v.optional(v.array(state)),
  notIn: v.optional(v.array(state)),
});

export const findPurseTransactionsSchema = v.strictObject({
  customerId: v.optional(field.uuid),
  currencyFilter: v.optional(currencyFilter),
  transactionStateFilter: v.optional(stateFilter),
  ...sortedPageRequest,
});
export interface FindPurseTransactions extends v.InferOutput<typeof findPurseTransactionsSchema> {}
