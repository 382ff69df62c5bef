import {
  type CreateSingleFiatInvoice,
  createSingleFiatInvoiceSchema,
  type Invoice,
  invoiceSchema,
  type ObjectKey,
  objectKeySchema,
} from "../schema/invoice.ts";
import { expiresWithin } from "./expiration.ts";
import { operation } from "./operation.ts";

/** Source: API reference, "Invoice API". */
export const invoice = {
  /** Reads an invoice by its id or idempotency key. Source: "Get a specific Invoice". */
  get: operation<ObjectKey, Invoice>({
    method: "POST",
    path: "/api/v1/invoice",
    effect: "read",
    request: objectKeySchema,
    response: invoiceSchema,
  }),

  /**
   * Creates an invoice over a fiat amount, to be paid in one cryptocurrency. The crypto amount is recomputed every
   * 15 minutes. Source: "New Single Fiat Invoice".
   */
  createSingleFiat: operation<CreateSingleFiatInvoice, Invoice>({
    method: "POST",
    path: "/api/v1/invoice/single-fiat/create",
    effect: "keyed",
    request: createSingleFiatInvoiceSchema,
    response: invoiceSchema,
    check: expiresWithin(1),
  }),

  /**
   * Takes the money of an under- or overpaid invoice: it becomes PAID, then COMPLETED.
   * Source: "Resolve intervention and receive money to the wallet".
   */
  returnToPaid: operation<ObjectKey, Invoice>({
    method: "POST",
    path: "/api/v1/invoice/return-to-paid",
    effect: "repeatable",
    request: objectKeySchema,
    response: invoiceSchema,
  }),

  /** Marks an intervention as settled with the client. Source: "Mark that intervention is resolved in Invoice". */
  closeIntervention: operation<ObjectKey, Invoice>({
    method: "POST",
    path: "/api/v1/invoice/close-intervention",
    effect: "repeatable",
    request: objectKeySchema,
    response: invoiceSchema,
  }),
};
