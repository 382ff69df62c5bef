import { decimal } from "@calypso-commerce/core";
import type LedgerModuleService from "../../modules/ledger/service";
import type { PaymentRow } from "../../modules/ledger/types";

/** The invoice that a payment's money is in: the row itself, or that of its widget's invoices that was settled or has money. */
export async function paidInvoiceOf(ledger: LedgerModuleService, row: PaymentRow): Promise<PaymentRow | undefined> {
  if (row.kind === "invoice") return row;
  const children = await ledger.payments.listChildren(row.id);
  return (
    children.find(({ outcome }) => outcome === "settled") ??
    children.find(({ received }) => decimal.isPositive(received))
  );
}
