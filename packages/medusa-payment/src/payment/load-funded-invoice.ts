import { MedusaError } from "@medusajs/framework/utils";
import type LedgerModuleService from "../modules/ledger/service";
import type { PaymentRow } from "../modules/ledger/types";
import { findFundedInvoice } from "./find-funded-invoice";

/** The invoice that holds a payment's money; undefined for a widget without money. */
export async function loadFundedInvoice(ledger: LedgerModuleService, row: PaymentRow): Promise<PaymentRow | undefined> {
  return findFundedInvoice(row, row.kind === "invoice" ? [] : await ledger.payments.listChildren(row.id));
}

/** The same. @throws MedusaError for a widget without money */
export async function getFundedInvoice(ledger: LedgerModuleService, row: PaymentRow): Promise<PaymentRow> {
  const invoice = await loadFundedInvoice(ledger, row);
  if (invoice) return invoice;
  throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `Calypso: no invoice of the widget ${row.id} has money`);
}
