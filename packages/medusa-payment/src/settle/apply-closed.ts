import type { PaymentRow } from "../modules/ledger/types";
import { flagAttention } from "../payment/attention";
import { loadPaymentContext } from "../payment/load-payment-context";
import { updatePayment } from "../payment/update-payment";
import type { SettleContext } from "../payment/with-payment";
import { bookCaptured } from "./capture-payment";

/** The vendor takes no more money for the invoice. Unpaid and without an order it is closed, otherwise a person must look. */
export async function applyClosed(
  context: SettleContext,
  given: PaymentRow,
  outcome: "expired" | "expired_partial" | "late" | "declined",
): Promise<PaymentRow> {
  if (outcome === "expired" && !given.order_id) {
    return given.closed_at
      ? given
      : updatePayment(context, given, { closed_at: new Date() }, { action: "payment.closed" });
  }
  // Money of an invoice that was closed without any: it is watched again until a person has decided.
  const row =
    given.closed_at && !given.attention && given.attention_resolved !== outcome
      ? await updatePayment(context, given, { closed_at: null }, { action: "payment.reopened" })
      : given;
  // A killed capture is completed whatever happened to the invoice since: Medusa has captured the amount.
  await bookCaptured(context.container, row, await loadPaymentContext(context.container, row));
  return flagAttention(context, row, outcome);
}
