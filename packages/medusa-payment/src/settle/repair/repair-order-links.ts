import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils";
import type { PaymentRow } from "../../modules/ledger/types";
import { interruptedAfterMs } from "../../payment/interrupted-after";
import type { PaymentContext } from "../../payment/load-payment-context";
import { collectionsOfOrder } from "../../payment/order/payments-of-order";

// A completion writes both links of its order at once, each in its own transaction: killed in between, it leaves either one out.

/**
 * Writes the link from a cart to its order that a killed completion left out. Without it, Medusa would try to complete the cart again
 * and always refuse, since the payment collection already has an order.
 */
export async function repairCartLink(container: MedusaContainer, cartId: string, orderId: string): Promise<void> {
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.ORDER]: { order_id: orderId },
    [Modules.CART]: { cart_id: cartId },
  });
}

/**
 * Writes the link from an order to its payment collection that a killed completion left out. Without it, Medusa would capture the
 * payment and the order would stay unpaid: no payment, no transaction.
 *
 * @returns whether it was missing
 * @throws MedusaError while the completion may still be writing it; try again
 */
export async function repairCollectionLink(
  container: MedusaContainer,
  { payment_collection_id }: PaymentRow,
  { cartId, orderOfCart, orderOfCollection }: PaymentContext,
): Promise<boolean> {
  if (!cartId || !orderOfCart || orderOfCollection) return false;
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const [links, orders, others] = await Promise.all([
    query.graph({ entity: "cart_payment_collection", fields: ["payment_collection_id"], filters: { cart_id: cartId } }),
    query.graph({ entity: "order", fields: ["created_at"], filters: { id: orderOfCart } }),
    collectionsOfOrder(container, orderOfCart),
  ]);
  // The cart was paid through another of its collections.
  if (others.length > 0 || links.data[0]?.payment_collection_id !== payment_collection_id) return false;
  const [order] = orders.data;
  if (!order || Date.now() - new Date(order.created_at).getTime() < interruptedAfterMs.completion) {
    throw new MedusaError(MedusaError.Types.CONFLICT, `Calypso: order ${orderOfCart} is being placed at the moment`);
  }
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.ORDER]: { order_id: orderOfCart },
    [Modules.PAYMENT]: { payment_collection_id },
  });
  return true;
}
