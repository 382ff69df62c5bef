import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils";
import type { PaymentRow } from "../modules/ledger/types";
import type { Place } from "./locate";
import { collectionsOfOrder } from "./payments-of-order";

// A completion writes both links of its order at once, each in a transaction of its own: killed in between it leaves either out.

/** Medusa's completion holds its cart no longer than this, in milliseconds. An order that is younger may still be getting its links. */
const COMPLETION_MS = 2 * 60_000;

/**
 * Writes the link from a cart to its order that a killed completion left out. Without it Medusa would try to complete the
 * cart again and refuse for ever, since the payment collection has an order already.
 */
export async function healCartLink(container: MedusaContainer, cart_id: string, order_id: string): Promise<void> {
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.ORDER]: { order_id },
    [Modules.CART]: { cart_id },
  });
}

/**
 * Writes the link from an order to its payment collection that a killed completion left out. Without it Medusa would capture the
 * payment, and the order would never know: no payment, no transaction, for ever unpaid.
 *
 * @returns whether it was missing
 * @throws MedusaError while the completion may still be writing it; try again
 */
export async function healCollectionLink(container: MedusaContainer, row: PaymentRow, place: Place): Promise<boolean> {
  const { cart_id, order_of_cart: order_id, order_of_collection } = place;
  if (!cart_id || !order_id || order_of_collection) return false;
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { payment_collection_id } = row;
  const [links, orders, others] = await Promise.all([
    query.graph({ entity: "cart_payment_collection", fields: ["payment_collection_id"], filters: { cart_id } }),
    query.graph({ entity: "order", fields: ["created_at"], filters: { id: order_id } }),
    collectionsOfOrder(container, order_id),
  ]);
  // The cart was paid by another of its collections.
  if (others.length > 0 || links.data[0]?.payment_collection_id !== payment_collection_id) return false;
  const [order] = orders.data;
  if (!order || Date.now() - new Date(order.created_at).getTime() < COMPLETION_MS) {
    throw new MedusaError(MedusaError.Types.CONFLICT, `Calypso: order ${order_id} is being placed at the moment`);
  }
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.ORDER]: { order_id },
    [Modules.PAYMENT]: { payment_collection_id },
  });
  return true;
}
