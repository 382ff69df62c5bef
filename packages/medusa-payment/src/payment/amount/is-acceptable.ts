import { type InvoiceOutcomeName, invoiceOutcomeTable } from "@calypso-commerce/core";

// Pure and free of server code: Admin uses the same rule in the browser.

/** Whether a payment of this outcome holds money that the merchant may accept as paid. Frozen money never is. */
export function isAcceptable(outcome: string): boolean {
  return Object.hasOwn(invoiceOutcomeTable, outcome) && invoiceOutcomeTable[outcome as InvoiceOutcomeName].acceptable;
}
