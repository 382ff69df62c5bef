import type { Customer, Purse, PurseTransaction } from "../store/entities.ts";
import { webhookDate } from "../wire/dates.ts";
import { exactNumber } from "../wire/json.ts";
import type { EventType } from "./event-types.ts";
import type { VendorEvent } from "./vendor-event.ts";

function ofPurse(
  type: EventType,
  level: VendorEvent["level"],
  customer: Customer,
  purse: Purse,
  data: Record<string, unknown> = {},
): VendorEvent {
  return {
    type,
    service: "CUSTOMER_PURSE",
    level,
    subject: purse.id,
    data: { type, ...data, customerId: customer.id, customerBlocked: customer.blocked, purseId: purse.id },
  };
}

const basics = (transaction: PurseTransaction) => ({
  currency: transaction.currency,
  transactionId: transaction.id,
  amount: exactNumber(transaction.amount),
});

const details = (transaction: PurseTransaction) => ({
  ...basics(transaction),
  senderAddress: transaction.senderAddress,
  transactionHash: transaction.transactionHash,
  createdDate: webhookDate(transaction.createdAtMs),
});

/** The vendor's events about customers' purses. */
export const purseEvents = {
  expired: (customer: Customer, purse: Purse) => ofPurse("CUSTOMER_PURSE_EXPIRED", "WARNING", customer, purse),

  mempoolFound: (customer: Customer, purse: Purse, transaction: PurseTransaction) =>
    ofPurse("CUSTOMER_PURSE_MEM_POOL_FOUND", "INFO", customer, purse, details(transaction)),

  pendingCompliance: (customer: Customer, purse: Purse, transaction: PurseTransaction) =>
    ofPurse("CUSTOMER_PURSE_PENDING_COMPLIANCE", "WARNING", customer, purse, basics(transaction)),

  complianceDeclined: (customer: Customer, purse: Purse, transaction: PurseTransaction) =>
    ofPurse("CUSTOMER_PURSE_COMPLIANCE_DECLINED", "WARNING", customer, purse, basics(transaction)),

  fundsReceived: (customer: Customer, purse: Purse, transaction: PurseTransaction) =>
    ofPurse("CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE", "SUCCESS", customer, purse, details(transaction)),

  credited: (customer: Customer, purse: Purse, transaction: PurseTransaction) =>
    ofPurse("CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED", "SUCCESS", customer, purse, details(transaction)),
};
