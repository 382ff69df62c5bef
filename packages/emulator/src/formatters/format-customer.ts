import type { Customer, PurseTransaction } from "../store/entities.ts";
import { apiDate } from "../wire/dates.ts";
import { exactNumber } from "../wire/json.ts";

/** A customer as the Customer Purse API returns it. */
export function formatCustomer(customer: Customer): Record<string, unknown> {
  return {
    id: customer.id,
    email: customer.email ?? undefined,
    description: customer.description ?? undefined,
    externalId: customer.externalId ?? undefined,
    blocked: customer.blocked,
  };
}

const complianceStates: Record<PurseTransaction["state"], string> = {
  MEM_POOL_FOUND: "UNCHECKED",
  PENDING_COMPLIANCE_CHECK: "IN_PROGRESS",
  DECLINED: "DECLINE",
  CONFIRMED: "CHECKED",
};

/** A deposit at a customer's address. */
export function formatPurseTransaction(transaction: PurseTransaction): Record<string, unknown> {
  return {
    id: transaction.id,
    amount: exactNumber(transaction.amount),
    addressFrom: transaction.senderAddress,
    currency: transaction.currency,
    transactionHash: transaction.transactionHash,
    transactionState: transaction.state,
    complianceState: complianceStates[transaction.state],
    translationToAccountCompleted: transaction.credited,
    createdDate: apiDate(transaction.createdAtMs),
  };
}
