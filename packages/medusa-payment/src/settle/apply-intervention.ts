import type { PaymentRow } from "../modules/ledger/types";
import { flagAttention } from "../payment/attention";
import { getFundedInvoice } from "../payment/load-funded-invoice";
import type { SettleContext } from "../payment/with-payment";
import { acceptInvoice } from "./accept-invoice";
import { isTolerated } from "./is-tolerated";

/** Another amount than the invoice's arrived. It is accepted if the merchant's policy says so, otherwise a person must decide. */
export async function applyIntervention(settle: SettleContext, row: PaymentRow): Promise<PaymentRow> {
  const { overpayment, underpaymentTolerance } = settle.ledger.settings.payments;
  // The vendor hasn't followed yet, or the process ended in between. Asking again is harmless.
  if (row.accepted_at) return acceptInvoice(settle, row);
  if (row.outcome === "overpaid" && overpayment === "accept") {
    return acceptInvoice(settle, row, { code: "overpayment_policy" });
  }
  const invoice = await getFundedInvoice(settle.ledger, row);
  if (row.outcome === "underpaid" && isTolerated(underpaymentTolerance, row, invoice)) {
    return acceptInvoice(settle, row, { code: "tolerance_policy" });
  }
  const data = { received: invoice.received, due: invoice.crypto_amount };
  return flagAttention(settle, row, row.outcome as "underpaid" | "overpaid", { code: "amount_differs", data });
}
