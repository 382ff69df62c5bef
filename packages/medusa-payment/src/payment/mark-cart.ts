import { container } from "@medusajs/framework";
import { Modules } from "@medusajs/framework/utils";

/**
 * Key in a cart's metadata that holds the cart's own id. Medusa copies the metadata to the order, which otherwise has no trace of its
 * cart until the very end of the completion. It identifies an order that a killed process left behind.
 */
export const CART_MARK = "calypso_cart";

export async function markCart(cart: { id: string; metadata?: Record<string, unknown> | null }): Promise<void> {
  if (cart.metadata?.[CART_MARK] === cart.id) return;
  const metadata = { ...cart.metadata, [CART_MARK]: cart.id };
  await container.resolve(Modules.CART).updateCarts(cart.id, { metadata });
}
