import type { PaymentRow } from "../modules/ledger/types";
import { isTolerated } from "../payment/amount/is-tolerated";
import { flagAttention } from "../payment/attention";
import { getFundedInvoice } from "../payment/load-funded-invoice";
import type { SettleContext } from "../payment/with-payment";
import { acceptInvoice } from "./accept-invoice";

/** Another amount than the invoice's arrived, or money that the vendor doesn't release by itself. It is accepted if the merchant's policy says so, otherwise a person must decide. */
export async function applyIntervention(context: SettleContext, row: PaymentRow): Promise<PaymentRow> {
  const { overpayment, underpaymentTolerance } = context.ledger.settings.payments;
  // The vendor hasn't followed yet, or the process ended in between. Asking again is harmless.
  if (row.accepted_at) return acceptInvoice(context, row);
  if (row.outcome === "overpaid" && overpayment === "accept") {
    return acceptInvoice(context, row, { code: "overpayment_policy" });
  }
  if (row.outcome === "intervention") return flagAttention(context, row, "intervention", { code: "needs_release" });
  const invoice = await getFundedInvoice(context.ledger, row);
  if (row.outcome === "underpaid" && isTolerated(underpaymentTolerance, row, invoice)) {
    return acceptInvoice(context, row, { code: "tolerance_policy" });
  }
  const data = { received: invoice.received, due: invoice.crypto_amount };
  return flagAttention(context, row, row.outcome as "underpaid" | "overpaid", { code: "amount_differs", data });
}
