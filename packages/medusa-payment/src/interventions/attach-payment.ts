import { CalypsoError, decimal } from "@calypso-commerce/core";
import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils";
import { toMedusaError } from "../gateway/to-medusa-error";
import type { Actor, PaymentRow } from "../modules/ledger/types";
import { accept } from "../settle/apply-intervention";
import { locate } from "../settle/locate";
import { readPayment } from "../settle/read-payment";
import { sessionFor } from "../settle/session-for";
import { settlePayment, withPayment } from "../settle/settle-payment";
import { keep, type Settling } from "../settle/settling";

/** What money without an order is given to: an order that waits for this amount, or, without one, the cart it was meant for. */
export interface Attachment {
  order_id?: string | undefined;
  reason: string;
}

const ORDER_COLLECTION = "create-order-payment-collection";

/**
 * An admin gives money that no order takes (late, superseded, a second payment) to an order or to its own cart. The exact amount
 * or nothing: what the target still costs must be what was paid.
 *
 * @throws MedusaError saying why the money can't go there
 */
export async function attachPayment(
  container: MedusaContainer,
  paymentId: string,
  { order_id, reason }: Attachment,
  actor: Actor,
): Promise<PaymentRow> {
  await withPayment(container, paymentId, actor, async (settling, given) => {
    let row = await readPayment(settling, given);
    if (row.captured_at) throw refused("the payment is captured on its order already");
    if (["late", "underpaid", "overpaid"].includes(row.outcome)) row = await takeMoney(settling, row, reason);
    if (row.outcome !== "settled") throw refused(`the payment is ${row.outcome}, only settled money can be attached`);
    const collection = order_id ? await collectionOf(container, order_id, row) : row.payment_collection_id;
    // An order that was there before has been announced, and its collection's cart is another.
    const attached = {
      payment_collection_id: collection,
      ...(order_id ? { announced_at: new Date(), cart_id: null } : {}),
    };
    row = await keep(settling, row, attached, "payment.attached", reason);
    const place = await locate(container, row);
    if (!sessionFor(row, place).session) await openSessionIn(container, collection, row);
  });
  // The payment competes for another collection now, and settling takes that one's lock.
  return settlePayment(container, paymentId, actor);
}

async function takeMoney(settling: Settling, row: PaymentRow, reason: string): Promise<PaymentRow> {
  try {
    return await accept(settling, row, reason);
  } catch (error) {
    throw error instanceof CalypsoError ? toMedusaError(error, "taking the money of the invoice") : error;
  }
}

interface GraphOrder {
  status: string;
  currency_code: string;
  summary: { raw_pending_difference?: { value: string }; pending_difference: number };
  payment_collections?: { id: string; status: string; raw_amount: { value: string } }[];
}

/** The order's payment collection that waits for exactly this amount; made if there is none. */
async function collectionOf(container: MedusaContainer, id: string, row: PaymentRow): Promise<string> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "status",
      "currency_code",
      "summary.*",
      "payment_collections.id",
      "payment_collections.status",
      "payment_collections.raw_amount",
    ],
    filters: { id },
  });
  const order = data[0] as unknown as GraphOrder | undefined;
  if (!order) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Calypso: there is no order ${id}`);
  if (order.status === "canceled") throw refused("the order is cancelled");
  const owed = order.summary.raw_pending_difference?.value ?? String(order.summary.pending_difference);
  if (order.currency_code !== row.currency_code || !decimal.equals(owed, row.amount)) {
    throw refused(
      `the order waits for ${owed} ${order.currency_code.toUpperCase()}, the payment is over ${row.amount} ${row.currency_code.toUpperCase()}`,
    );
  }
  const open = (order.payment_collections ?? []).find(
    ({ status, raw_amount }) =>
      !["completed", "canceled", "authorized"].includes(status) && decimal.equals(raw_amount.value, row.amount),
  );
  if (open) return open.id;
  const input = { order_id: id, amount: row.amount };
  const { result } = await container.resolve(Modules.WORKFLOW_ENGINE).run(ORDER_COLLECTION, { input });
  return (result as unknown as { id: string }[])[0]?.id as string;
}

/** The provider gives the new session this payment, since it is the collection's and has the money. */
async function openSessionIn(container: MedusaContainer, collectionId: string, row: PaymentRow): Promise<void> {
  await container.resolve(Modules.PAYMENT).createPaymentSession(collectionId, {
    provider_id: row.provider_id,
    amount: row.amount,
    currency_code: row.currency_code,
    data: {},
  });
}

function refused(sentence: string): MedusaError {
  return new MedusaError(MedusaError.Types.NOT_ALLOWED, `Calypso: ${sentence}`);
}
