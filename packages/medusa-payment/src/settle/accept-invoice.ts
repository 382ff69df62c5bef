import { CalypsoRejectedError } from "@calypso-commerce/core";
import { MedusaError } from "@medusajs/framework/utils";
import type { PaymentRow } from "../modules/ledger/types";
import { getFundedInvoice } from "../payment/load-funded-invoice";
import { readPayment } from "../payment/read-payment";
import { updatePayment, type Why } from "../payment/update-payment";
import type { SettleContext } from "../payment/with-payment";
import { reached } from "./settle-steps";

/**
 * Accepts an invoice as paid although another amount arrived. The decision is in the ledger before the vendor is asked, so that it is
 * still known if the vendor's answer is lost.
 *
 * @throws what the call to the vendor threw; MedusaError with the code `late_money_not_released` if the vendor doesn't release the money
 * of an expired invoice. Then nothing is accepted
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
    try {
      await context.client.invoice.returnToPaid({ id: String(invoice.vendor_id) });
    } catch (error) {
      if (invoice.state !== "ARCHIVED" || !(error instanceof CalypsoRejectedError)) throw error;
      await withdrawAcceptance(context, row, invoice);
      throw notReleased(invoice, error);
    }
  }
  reached("accepted", row.id);
  return readPayment(context, row);
}

/** The vendor documents the release for interventions only. A refusal is final: the decision must not outlive it. */
async function withdrawAcceptance(context: SettleContext, row: PaymentRow, invoice: PaymentRow): Promise<void> {
  const changes = { accepted_at: null };
  if (invoice.id !== row.id) await context.ledger.payments.change(invoice.id, changes, undefined);
  await updatePayment(context, row, changes, { action: "payment.accept_refused", code: "not_released" });
}

function notReleased({ vendor_id, address, received, crypto_currency }: PaymentRow, cause: Error): MedusaError {
  const error = new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `Calypso: the money of an expired invoice isn't released by an API call; ask Calypso's support to move it to your balance (invoice ${vendor_id}, address ${address}, ${received} ${crypto_currency}), then refund the payment or mark it as resolved`,
    "late_money_not_released",
  );
  error.cause = cause;
  return error;
}
