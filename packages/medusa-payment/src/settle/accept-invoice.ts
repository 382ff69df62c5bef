import type { PaymentRow } from "../modules/ledger/types";
import { getFundedInvoice } from "../payment/load-funded-invoice";
import { readPayment } from "../payment/read-payment";
import { updatePayment, type Why } from "../payment/update-payment";
import type { SettleContext } from "../payment/with-payment";
import { reached } from "./settle-steps";

const ACCEPTABLE = new Set(["underpaid", "overpaid", "late"]);

/** Whether a payment holds money that the merchant may accept as paid. */
export function isAcceptable({ outcome }: PaymentRow): boolean {
  return ACCEPTABLE.has(outcome);
}

/**
 * Accepts an invoice as paid although another amount arrived. The decision is in the ledger before the vendor is asked, so that it is
 * still known if the vendor's answer is lost.
 *
 * @throws what the call to the vendor threw
 */
export async function acceptInvoice(context: SettleContext, given: PaymentRow, why?: Why): Promise<PaymentRow> {
  const invoice = await getFundedInvoice(context.ledger, given);
  const accepted_at = given.accepted_at ?? new Date();
  const row = given.accepted_at
    ? given
    : await updatePayment(context, given, { accepted_at }, { action: "payment.accepted", ...why });
  if (invoice.id !== row.id) await context.ledger.payments.change(invoice.id, { accepted_at }, undefined);
  reached("accepting", row.id);
  if (invoice.state === "PENDING_INTERVENTION" || invoice.state === "ARCHIVED") {
    await context.client.invoice.returnToPaid({ id: String(invoice.vendor_id) });
  }
  reached("accepted", row.id);
  return readPayment(context, row);
}
