import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { toMedusaError } from "../client/to-medusa-error";
import type { Actor, PaymentRow } from "../modules/ledger/types";
import { isAcceptable } from "../payment/amount/is-acceptable";
import { loadPaymentContext } from "../payment/load-payment-context";
import { notAllowed } from "../payment/not-allowed";
import { readPayment } from "../payment/read-payment";
import { updatePayment } from "../payment/update-payment";
import { type SettleContext, withPayment } from "../payment/with-payment";
import { acceptInvoice } from "../settle/accept-invoice";
import { matchSession } from "../settle/match-session";
import { settlePayment } from "../settle/settle-payment";
import { getOrderCollection } from "./get-order-collection";

/** The target of money without an order: an order that awaits this amount or, without one, the cart it was meant for. */
export interface Attachment {
  order_id?: string | undefined;
  reason: string;
}

/**
 * An admin attaches money without an order (late, superseded, a second payment) to an order or to its own cart. The target must still
 * cost exactly what was paid.
 *
 * @throws MedusaError saying why the money can't be attached
 */
export async function attachPayment(
  container: MedusaContainer,
  paymentId: string,
  attachment: Attachment,
  actor: Actor,
): Promise<PaymentRow> {
  await withPayment(container, paymentId, actor, async (context, row) => {
    const settled = await takeMoney(context, row, attachment.reason);
    const attached = await moveToTarget(context, settled, attachment);
    const loaded = await loadPaymentContext(container, attached);
    if (!matchSession(attached, loaded).session) await openSession(container, attached);
  });
  // The payment belongs to another collection now. Settling takes that collection's lock.
  return settlePayment(container, paymentId, actor);
}

/** @throws MedusaError unless the payment is settled and free to be attached */
async function takeMoney(context: SettleContext, row: PaymentRow, reason: string): Promise<PaymentRow> {
  const read = await readPayment(context, row);
  if (read.captured_at) throw notAllowed("the payment is captured on its order already");
  if (read.outcome === "expired_partial")
    throw notAllowed("only part of the money was received; accept it or refund it");
  const taken = isAcceptable(read.outcome) ? await accept(context, read, reason) : read;
  if (taken.outcome === "settled") return taken;
  throw notAllowed(`the payment is ${taken.outcome}, only settled money can be attached`);
}

async function accept(context: SettleContext, row: PaymentRow, reason: string): Promise<PaymentRow> {
  try {
    return await acceptInvoice(context, row, { words: reason });
  } catch (error) {
    throw toMedusaError(error, "taking the money of the invoice");
  }
}

async function moveToTarget(context: SettleContext, row: PaymentRow, { order_id, reason }: Attachment) {
  const changes = order_id
    ? {
        payment_collection_id: await getOrderCollection(context.container, order_id, row),
        // The payment's cart isn't the order's.
        cart_id: null,
      }
    : {};
  return updatePayment(context, row, changes, { action: "payment.attached", words: reason });
}

/** The provider gives the new session this payment, since the payment belongs to the collection and has the money. */
async function openSession(container: MedusaContainer, row: PaymentRow): Promise<void> {
  await container.resolve(Modules.PAYMENT).createPaymentSession(row.payment_collection_id, {
    provider_id: row.provider_id,
    amount: row.amount,
    currency_code: row.currency_code,
    data: {},
  });
}
