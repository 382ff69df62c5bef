import { randomUUID } from "node:crypto";
import { purseFor } from "../../domain/account/purses.ts";
import { unknownObject } from "../../domain/emulator-error.ts";
import { formatCustomer, formatPurseTransaction } from "../../formatters/format-customer.ts";
import { pageOf, sorted } from "../../formatters/page-of.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { Customer } from "../../store/entities.ts";
import type { Handlers } from "../handler.ts";
import { passesFilter } from "./passes-filter.ts";

/** @throws EmulatorError 400 for an unknown customer. */
function requestedCustomer({ store }: Sandbox, id: string): Customer {
  const customer = store.customers.get(id);
  if (!customer) throw unknownObject("customer", "customer");
  return customer;
}

const setBlocked =
  (blocked: boolean) =>
  (sandbox: Sandbox, { customerId }: { readonly customerId: string }) =>
    formatCustomer(sandbox.store.customers.update(requestedCustomer(sandbox, customerId).id, { blocked }));

/** Customer Purse API. */
export const customerPurseHandlers: Handlers<"customerPurse"> = {
  "customerPurse.createCustomer": ({ store, clock }, { email, description, externalId }) =>
    formatCustomer(
      store.customers.insert({
        id: randomUUID(),
        email: email ?? null,
        description: description ?? null,
        externalId: externalId ?? null,
        blocked: false,
        createdAtMs: clock.nowMs(),
      }),
    ),

  "customerPurse.getCustomer": (sandbox, { customerId }) => formatCustomer(requestedCustomer(sandbox, customerId)),

  "customerPurse.findCustomersByExternalId": ({ store }, { externalId }) => ({
    customers: store.customers.by("externalId", externalId).map(formatCustomer),
  }),

  "customerPurse.updateCustomer": (sandbox, { id, email, description }) => {
    const customer = requestedCustomer(sandbox, id);
    return formatCustomer(
      sandbox.store.customers.update(id, {
        email: email ?? customer.email,
        description: description ?? customer.description,
      }),
    );
  },

  "customerPurse.blockCustomer": setBlocked(true),
  "customerPurse.unblockCustomer": setBlocked(false),

  "customerPurse.getAddress": (sandbox, { customerId, currency }) => {
    const { id, address } = purseFor(sandbox, requestedCustomer(sandbox, customerId), currency);
    return { id, address };
  },

  "customerPurse.getTransaction": ({ store }, { transactionId }) => {
    const transaction = store.purseTransactions.get(transactionId);
    if (!transaction) throw unknownObject("transaction", "transaction");
    return formatPurseTransaction(transaction);
  },

  "customerPurse.findTransactions": (sandbox, request) => {
    const { store } = sandbox;
    const { customerId, currencyFilter, transactionStateFilter, sort, ...page } = request;
    const all =
      customerId === undefined ? store.purseTransactions.all() : store.purseTransactions.by("customerId", customerId);
    const found = all
      .filter(({ currency }) => passesFilter(currency, currencyFilter))
      .filter(({ state }) => passesFilter(state, transactionStateFilter));
    return pageOf(sandbox, sorted(found, sort), page, formatPurseTransaction);
  },
};
