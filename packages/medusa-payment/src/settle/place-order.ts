import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import type { PaymentRow } from "../modules/ledger/types";
import { healCartLink } from "./heal-cart-link";
import { releaseExpiredCartLock } from "./heal-cart-lock";
import type { Place, SessionView } from "./locate";
import { reached } from "./settle-steps";
import { note, type Settling } from "./settling";

const COMPLETE_CART = "complete-cart";

/**
 * Completes the cart, or repairs a completion that was interrupted after its order had been linked to the payment.
 *
 * @throws what Medusa's workflow threw; that the cart can't be completed is in the ledger then, whatever the caller does next
 */
export async function placeOrder(
  settling: Settling,
  row: PaymentRow,
  { cart_id, order_of_collection }: Place,
  session: SessionView,
): Promise<void> {
  const { container } = settling;
  if (!cart_id) return;
  if (order_of_collection) {
    await healCartLink(container, cart_id, order_of_collection);
    return;
  }
  reached("completing", row.id);
  try {
    await revive(container, session);
    await completeCart(container, cart_id);
  } catch (error) {
    await note(settling, row, "cannot_complete", (error as Error).message);
    throw error;
  }
  reached("completed", row.id);
}

async function completeCart(container: MedusaContainer, cart_id: string): Promise<void> {
  const engine = container.resolve(Modules.WORKFLOW_ENGINE);
  try {
    await engine.run(COMPLETE_CART, { input: { id: cart_id } });
  } catch (error) {
    if (!(await releaseExpiredCartLock(container, cart_id))) throw error;
    await engine.run(COMPLETE_CART, { input: { id: cart_id } });
  }
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
