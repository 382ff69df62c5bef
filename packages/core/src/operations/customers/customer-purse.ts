import { listOperation, operation } from "../operation.ts";
import * as schema from "./customer-purse-schemas.ts";

/** Source: API reference, "Customer Purse API". Each may be refused with 400 or fail with 500. */
export const customerPurse = {
  /** Reads a deposit. Source: "Get Customer Purse Transaction". */
  getTransaction: operation<schema.PurseTransactionKey, schema.PurseTransaction>({
    path: "/api/v1/customer-purse/transaction/get",
    effect: "read",
    request: schema.purseTransactionKeySchema,
    response: schema.purseTransactionSchema,
  }),

  /** Lists deposits by customer, currency and state. Source: "Find Customer Purse Transactions". */
  findTransactions: listOperation<schema.FindPurseTransactions, schema.PurseTransaction>({
    path: "/api/v1/customer-purse/transaction/find",
    pageSizeField: "pageSize",
    request: schema.findPurseTransactionsSchema,
    item: schema.purseTransactionSchema,
  }),

  /** Changes a customer's details. Source: "Update Customer". */
  updateCustomer: operation<schema.UpdateCustomer, schema.Customer>({
    path: "/api/v1/customer-purse/customer/update",
    effect: "repeatable",
    request: schema.updateCustomerSchema,
    response: schema.customerSchema,
  }),

  /** Unblocks a customer. Source: "Unblock Customer". */
  unblockCustomer: operation<schema.CustomerKey, schema.Customer>({
    path: "/api/v1/customer-purse/customer/unblock",
    effect: "repeatable",
    request: schema.customerKeySchema,
    response: schema.customerSchema,
  }),

  /** Reads a customer. Source: "Get Customer". */
  getCustomer: operation<schema.CustomerKey, schema.Customer>({
    path: "/api/v1/customer-purse/customer/get",
    effect: "read",
    request: schema.customerKeySchema,
    response: schema.customerSchema,
  }),

  /** Lists customers with the merchant's own id. Source: "Get Customers by external id". */
  findCustomersByExternalId: operation<schema.CustomerExternalId, schema.Customers>({
    path: "/api/v1/customer-purse/customer/external/get",
    effect: "read",
    request: schema.customerExternalIdSchema,
    response: schema.customersSchema,
  }),

  /**
   * Creates a customer. It has no idempotency key, so the client never repeats it: pass an `externalId`, and look for it
   * after an unknown outcome. Source: "Create new Customer".
   */
  createCustomer: operation<schema.CreateCustomer, schema.Customer>({
    path: "/api/v1/customer-purse/customer/create",
    effect: "once",
    request: schema.createCustomerSchema,
    response: schema.customerSchema,
  }),

  /** Blocks a customer. Deposits still arrive, marked as from a blocked customer. Source: "Block Customer". */
  blockCustomer: operation<schema.CustomerKey, schema.Customer>({
    path: "/api/v1/customer-purse/customer/block",
    effect: "repeatable",
    request: schema.customerKeySchema,
    response: schema.customerSchema,
  }),

  /** Reads the customer's deposit address in a currency. Source: "Get Customer Purse Address". */
  getAddress: operation<schema.GetPurseAddress, schema.PurseAddress>({
    path: "/api/v1/customer-purse/address/get",
    effect: "repeatable",
    request: schema.getPurseAddressSchema,
    response: schema.purseAddressSchema,
  }),
};
