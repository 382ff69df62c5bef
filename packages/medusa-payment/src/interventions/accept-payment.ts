import type { MedusaContainer } from "@medusajs/framework/types";
import { toMedusaError } from "../client/to-medusa-error";
import type { Actor, PaymentRow } from "../modules/ledger/types";
import { notAllowed } from "../payment/not-allowed";
import { readPayment } from "../payment/read-payment";
import { withPayment } from "../payment/with-payment";
import { acceptInvoice, isAcceptable } from "../settle/accept-invoice";
import { applyOutcome } from "../settle/settle-payment";

/**
 * An admin accepts an under- or overpaid invoice, or late money, as paid: the order is placed and captured over its own amount.
 *
 * @throws MedusaError if there is nothing to accept, or the vendor doesn't release the money
 */
export async function acceptPayment(
  container: MedusaContainer,
  paymentId: string,
  reason: string,
  actor: Actor,
): Promise<PaymentRow> {
  return withPayment(container, paymentId, actor, async (context, row) => {
    const read = await readPayment(context, row);
    if (!isAcceptable(read)) throw notAllowed(`there is nothing to accept, the payment is ${read.outcome}`);
    try {
      return await applyOutcome(context, await acceptInvoice(context, read, { words: reason }));
    } catch (error) {
      throw toMedusaError(error, "accepting the payment");
    }
  });
}
