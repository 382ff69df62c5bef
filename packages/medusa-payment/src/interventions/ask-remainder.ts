import { decimal } from "@calypso-commerce/core";
import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import type { Actor, PaymentRow } from "../modules/ledger/types";
import { paidInvoice } from "../settle/apply-intervention";
import { readPayment } from "../settle/read-payment";
import { withPayment } from "../settle/settle-payment";
import { keep } from "../settle/settling";

export const REMAINDER_ASKED = "calypso.payment.remainder_asked";

/** What merchants get to mail the shopper with. */
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
 * An admin asks the shopper for what is missing of an underpaid invoice: the event `calypso.payment.remainder_asked` tells the
 * merchant's own mail what to say.
 *
 * @throws MedusaError for a payment of which nothing is missing
 */
export async function askRemainder(
  container: MedusaContainer,
  paymentId: string,
  reason: string | undefined,
  actor: Actor,
): Promise<PaymentRow> {
  return withPayment(container, paymentId, actor, async (settling, row) => {
    const read = await readPayment(settling, row);
    if (read.outcome !== "underpaid") {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `Calypso: nothing is missing, the payment is ${read.outcome}`,
      );
    }
    const invoice = await paidInvoice(settling, read);
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
    const kept = await keep(settling, read, {}, "remainder.asked", reason);
    await container.resolve(Modules.EVENT_BUS).emit({ name: REMAINDER_ASKED, data });
    return kept;
  });
}
