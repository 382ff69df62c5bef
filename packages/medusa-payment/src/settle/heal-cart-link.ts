import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";

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
