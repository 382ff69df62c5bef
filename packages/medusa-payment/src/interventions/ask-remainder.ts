import { decimal } from "@calypso-commerce/core/money";
import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import type { Actor, PaymentRow } from "../modules/ledger/types";
import { getFundedInvoice } from "../payment/load-funded-invoice";
import { notAllowed } from "../payment/not-allowed";
import { readPayment } from "../payment/read-payment";
import { updatePayment } from "../payment/update-payment";
import { withPayment } from "../payment/with-payment";

export const REMAINDER_ASKED = "calypso.payment.remainder_asked";

/** The event's payload, for a mail to the shopper. */
export interface RemainderAsked {
  payment_id: string;
  session_id: string;
  cart_id: string | null;
  order_id: string | null;
  /** Still missing, in `crypto_currency`. */
  remaining_amount: string;
  crypto_currency: string;
  address: string;
  pay_url: string;
}

/**
 * An admin asks the shopper for the rest of an underpaid invoice. The event `calypso.payment.remainder_asked` carries what the
 * merchant's own mail has to say.
 *
 * @throws MedusaError if nothing is missing
 */
export async function askRemainder(
  container: MedusaContainer,
  paymentId: string,
  reason: string | undefined,
  actor: Actor,
): Promise<PaymentRow> {
  return withPayment(container, paymentId, actor, async (context, row) => {
    const read = await readPayment(context, row);
    if (read.outcome !== "underpaid") throw notAllowed(`nothing is missing, the payment is ${read.outcome}`);
    const invoice = await getFundedInvoice(context.ledger, read);
    const data: RemainderAsked = {
      payment_id: read.id,
      session_id: read.session_id,
      cart_id: read.cart_id,
      order_id: read.order_id,
      remaining_amount: decimal.subtract(String(invoice.crypto_amount), invoice.received),
      crypto_currency: String(invoice.crypto_currency),
      address: String(invoice.address),
      pay_url: String(read.pay_url),
    };
    const updated = await updatePayment(context, read, {}, { action: "remainder.asked", words: reason });
    await container.resolve(Modules.EVENT_BUS).emit({ name: REMAINDER_ASKED, data });
    return updated;
  });
}
