import { expiresWithin } from "../expires-within.ts";
import { listOperation, operation } from "../operation.ts";
import * as schema from "./invoice-schemas.ts";

const response = schema.invoiceSchema;

/** Source: API reference, "Invoice API". Each may be refused with 400 (payload, signature, state) or fail with 500. */
export const invoice = {
  /** Reads an invoice by its id or idempotency key. Source: "Get a specific Invoice". */
  get: operation<schema.ObjectKey, schema.Invoice>({
    path: "/api/v1/invoice",
    effect: "read",
    request: schema.objectKeySchema,
    response,
  }),

  /** Creates an invoice that accepts any number of payments of any amount. Source: "New Unlimited Invoice". */
  createUnlimited: operation<schema.CreateUnlimitedInvoice, schema.Invoice>({
    path: "/api/v1/invoice/unlimited/create",
    effect: "keyed",
    request: schema.createUnlimitedInvoiceSchema,
    response,
  }),

  /** Creates an unlimited invoice for one client, through a payment widget. Source: "New Unlimited Linked Invoice". */
  createUnlimitedLinked: operation<schema.CreateUnlimitedInvoice, schema.Invoice>({
    path: "/api/v1/invoice/unlimited-linked/create",
    effect: "keyed",
    request: schema.createUnlimitedInvoiceSchema,
    response,
  }),

  /** Creates an invoice for a crypto amount. Source: "New Single Invoice". */
  createSingle: operation<schema.CreateSingleInvoice, schema.Invoice>({
    path: "/api/v1/invoice/single/create",
    effect: "keyed",
    request: schema.createSingleInvoiceSchema,
    response,
    check: expiresWithin(1),
  }),

  /**
   * Creates an invoice for a fiat amount, payable in one cryptocurrency. The crypto amount is recalculated every 15
   * minutes. Source: "New Single Fiat Invoice".
   */
  createSingleFiat: operation<schema.CreateSingleFiatInvoice, schema.Invoice>({
    path: "/api/v1/invoice/single-fiat/create",
    effect: "keyed",
    request: schema.createSingleFiatInvoiceSchema,
    response,
    check: expiresWithin(1),
  }),

  /**
   * Accepts the money of an under- or overpaid invoice, which becomes PAID, then COMPLETED.
   * Source: "Resolve intervention and receive money to the wallet".
   */
  returnToPaid: operation<schema.ObjectKey, schema.Invoice>({
    path: "/api/v1/invoice/return-to-paid",
    effect: "repeatable",
    request: schema.objectKeySchema,
    response,
  }),

  /** Reads a fiat payment of the invoice, by default the latest. Source: "Get Payment for the Invoice". */
  getPayment: operation<schema.GetInvoicePayment, schema.InvoicePayment>({
    path: "/api/v1/invoice/payment",
    effect: "read",
    request: schema.getInvoicePaymentSchema,
    response: schema.invoicePaymentSchema,
  }),

  /** Lists the invoice's fiat payments. Source: "Get all Payments for the Invoice". */
  listPayments: listOperation<schema.InvoiceHistory, schema.InvoicePayment>({
    path: "/api/v1/invoice/payment-history",
    pageSizeField: "pageSize",
    request: schema.invoiceHistorySchema,
    item: schema.invoicePaymentSchema,
  }),

  /** Lists invoices with the merchant's own id. Source: "Get Invoices by External ID". */
  listByExternalId: listOperation<schema.ListInvoicesByExternalId, schema.Invoice>({
    path: "/api/v1/invoice/external",
    pageSizeField: "pageSize",
    request: schema.listInvoicesByExternalIdSchema,
    item: response,
  }),

  /** Reads a deposit to the invoice's address, by default the latest. Source: "Get Deposit for the Invoice". */
  getDeposit: operation<schema.GetInvoiceDeposit, schema.InvoiceDeposit>({
    path: "/api/v1/invoice/deposit",
    effect: "read",
    request: schema.getInvoiceDepositSchema,
    response: schema.invoiceDepositSchema,
  }),

  /** Lists deposits to the invoice's address. Source: "Get all Deposits for the Invoice". */
  listDeposits: listOperation<schema.InvoiceHistory, schema.InvoiceDeposit>({
    path: "/api/v1/invoice/deposit-history",
    pageSizeField: "pageSize",
    request: schema.invoiceHistorySchema,
    item: schema.invoiceDepositSchema,
  }),

  /** Marks an intervention as resolved with the client. Source: "Mark that intervention is resolved in Invoice". */
  closeIntervention: operation<schema.ObjectKey, schema.Invoice>({
    path: "/api/v1/invoice/close-intervention",
    effect: "repeatable",
    request: schema.objectKeySchema,
    response,
  }),

  /** Creates an invoice that accepts any amount above a lower bound. Source: "New Bound Invoice". */
  createBound: operation<schema.CreateBoundInvoice, schema.Invoice>({
    path: "/api/v1/invoice/bound/create",
    effect: "keyed",
    request: schema.createBoundInvoiceSchema,
    response,
    check: expiresWithin(1),
  }),

  /**
   * Archives an invoice: Calypso stops watching its address, and money that still arrives is found only by hand.
   * Source: "Archive Invoice".
   */
  archive: operation<schema.ObjectKey, schema.Invoice>({
    path: "/api/v1/invoice/archive",
    effect: "repeatable",
    request: schema.objectKeySchema,
    response,
  }),

  /** Lists invoices by state and type. Source: "Get all Invoices". */
  list: listOperation<schema.ListInvoices, schema.Invoice>({
    path: "/api/v1/invoice/all",
    pageSizeField: "pageSize",
    request: schema.listInvoicesSchema,
    item: response,
  }),
};
