import type { PaymentRow } from "../modules/ledger/types";
import { flagAttention } from "../payment/attention";
import { loadPaymentContext } from "../payment/load-payment-context";
import { updatePayment } from "../payment/update-payment";
import type { SettleContext } from "../payment/with-payment";
import { bookCaptured } from "./capture-payment";

/** The vendor takes no more money for the invoice. Unpaid and without an order it is closed, otherwise a person must look. */
export async function applyClosed(
  context: SettleContext,
  row: PaymentRow,
  outcome: "expired" | "expired_partial" | "late" | "declined",
): Promise<PaymentRow> {
  if (outcome === "expired" && !row.order_id) {
    return row.closed_at ? row : updatePayment(context, row, { closed_at: new Date() }, { action: "payment.closed" });
  }
  // A killed capture is completed whatever happened to the invoice since: Medusa has captured the amount.
  await bookCaptured(context.container, row, await loadPaymentContext(context.container, row));
  return flagAttention(context, row, outcome);
}
