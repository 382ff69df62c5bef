import type { CheckoutBackend } from "./checkout-backend.ts";

type Purpose = Pick<CheckoutBackend, "orderId" | "collectionId" | "linkToken">;

/** Whether the backend is about an order that exists, so that no cart is completed. */
export function isOfOrder({ orderId, linkToken }: Purpose): boolean {
  return orderId !== undefined || linkToken !== undefined;
}

/** Whether sessions may start: in a cart, or for what a placed order still owes. */
export function canStart({ collectionId, linkToken }: Purpose, orderPlaced: boolean): boolean {
  return !orderPlaced || collectionId !== undefined || linkToken !== undefined;
}
