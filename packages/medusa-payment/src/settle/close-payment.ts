import type { PaymentRow } from "../modules/ledger/types";
import { flagAttention } from "../payment/attention";
import { isOrderCanceled } from "../payment/order/is-order-canceled";
import { updatePayment } from "../payment/update-payment";
import type { SettleContext } from "../payment/with-payment";
import { closeIntervention } from "./close-intervention";
import { reached } from "./settle-steps";

interface CapturedOrder {
  /** undefined for a collection without an order */
  id: string | undefined;
  /** It was placed by this settling. */
  isNew: boolean;
}

/** Records a capture, lists what a person must still decide, and closes the payment once nothing is left to do. */
export async function closePayment(context: SettleContext, row: PaymentRow, order: CapturedOrder): Promise<PaymentRow> {
  const captured = await recordCapture(context, row, order);
  await flagOtherInvoices(context, captured);
  const flagged = await flagSurplus(context, captured);
  const owesNothing = !flagged.surplus || flagged.attention_resolved === "overpaid";
  const mayClose = flagged.accepted_at && flagged.credited && owesNothing;
  const resolved = mayClose ? await closeIntervention(context, flagged) : flagged;
  const isDone = resolved.credited && !resolved.attention && resolved.intervention_resolved !== false;
  if (!isDone || resolved.closed_at) return resolved;
  return updatePayment(context, resolved, { closed_at: new Date() }, { action: "payment.closed" });
}

async function recordCapture(context: SettleContext, row: PaymentRow, order: CapturedOrder): Promise<PaymentRow> {
  const order_id = order.id ?? null;
  if (row.captured_at && row.order_id === order_id) return row;
  const changes = { captured_at: row.captured_at ?? new Date(), order_id, attention: null, attention_at: null };
  const captured = await updatePayment(context, row, changes, { action: "payment.captured" });
  reached("booked", row.id);
  // Only an order that existed before can have been canceled before.
  if (order.isNew || !order_id || !(await isOrderCanceled(context.container, order_id))) return captured;
  return flagAttention(context, captured, "canceled", { code: "order_canceled" });
}

/** If a shopper paid several invoices of a widget, one is captured. The money of the others is listed. */
async function flagOtherInvoices(context: SettleContext, row: PaymentRow): Promise<void> {
  if (row.kind !== "widget") return;
  const invoices = await context.ledger.payments.listChildren(row.id);
  const paid = invoices.filter(({ outcome }) => !["waiting", "expired"].includes(outcome));
  const captured = paid.find(({ outcome }) => outcome === "settled");
  for (const invoice of paid) {
    if (invoice.id !== captured?.id)
      await flagAttention(context, invoice, "duplicate", { code: "other_invoice_captured" });
  }
}

async function flagSurplus(context: SettleContext, row: PaymentRow): Promise<PaymentRow> {
  const { surplus, attention } = row;
  if (!surplus || attention) return row;
  return flagAttention(context, row, "overpaid", { code: "surplus_received", data: { surplus } });
}
