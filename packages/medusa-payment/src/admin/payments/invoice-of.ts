import { findShownInvoice } from "../../payment/find-funded-invoice";
import type { Payment, PaymentRow } from "../api/payment";

/** The row whose amounts and address are shown: an invoice itself, or one of a widget's invoices. */
export function invoiceOf(payment: Payment): PaymentRow {
  return findShownInvoice<PaymentRow>(payment, payment.invoices) ?? payment;
}
