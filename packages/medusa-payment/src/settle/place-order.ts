import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import type { PaymentRow } from "../modules/ledger/types";
import { releaseExpiredCartLock } from "./heal-cart-lock";
import { healCartLink } from "./heal-order-links";
import type { Place, SessionView } from "./locate";
import { reached } from "./settle-steps";
import { note, type Settling } from "./settling";

const COMPLETE_CART = "complete-cart";

export interface PlacedOrder {
  order_id: string;
  isFresh: boolean;
}

/**
 * Completes the cart, or repairs a completion that was interrupted after its order had been linked to the payment.
 *
 * @returns the order, and whether its payment was authorized just now: then nobody has captured it
 * @throws what Medusa's workflow threw; that the cart can't be completed is in the ledger then, whatever the caller does next
 */
export async function placeOrder(
  settling: Settling,
  row: PaymentRow,
  cart_id: string,
  { order_of_collection }: Place,
  session: SessionView,
): Promise<PlacedOrder> {
  const { container } = settling;
  if (order_of_collection) {
    await healCartLink(container, cart_id, order_of_collection);
    return { order_id: order_of_collection, isFresh: false };
  }
  reached("completing", row.id);
  try {
    await revive(container, session);
    const order_id = await completeCart(container, cart_id);
    reached("completed", row.id);
    return { order_id, isFresh: !session.payment };
  } catch (error) {
    await note(settling, row, "cannot_complete", (error as Error).message);
    throw error;
  }
}

async function completeCart(container: MedusaContainer, cart_id: string): Promise<string> {
  // Without it the completion would wait half a minute for a lock that nobody holds any more, and fail.
  await releaseExpiredCartLock(container, cart_id);
  const engine = container.resolve(Modules.WORKFLOW_ENGINE);
  const { result } = await engine.run(COMPLETE_CART, { input: { id: cart_id } });
  return (result as unknown as { id: string }).id;
}

/** A shopper who tried to complete the cart too early or too late left the session in a state that Medusa won't process. */
async function revive(container: MedusaContainer, session: SessionView): Promise<void> {
  if (session.status !== "canceled" && session.status !== "error") return;
  await container.resolve(Modules.PAYMENT).updatePaymentSession({
    id: session.id,
    amount: session.amount,
    currency_code: session.currency_code,
    data: session.data,
    status: "pending",
  });
}
