import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { completeCartWorkflowId } from "@medusajs/medusa/core-flows";
import type { PaymentRow } from "../modules/ledger/types";
import { flagAttention } from "../payment/attention";
import type { PaymentContext, SessionView } from "../payment/load-payment-context";
import type { SettleContext } from "../payment/with-payment";
import { keepOnlySession } from "./order/keep-only-session";
import { repairCartLock } from "./repair/repair-cart-lock";
import { repairCartLink } from "./repair/repair-order-links";
import { reached } from "./settle-steps";

export interface PlacedOrder {
  orderId: string;
  /** Its payment was authorized just now, so that nobody has captured it. */
  isFresh: boolean;
}

/**
 * Completes the cart, or repairs a completion that was interrupted after its order had been linked to the payment.
 *
 * @throws what Medusa's workflow threw. By then the ledger says that the cart can't be completed
 */
export async function placeOrder(
  context: SettleContext,
  row: PaymentRow,
  { cartId, orderOfCollection }: PaymentContext,
  session: SessionView,
): Promise<PlacedOrder> {
  const { container } = context;
  if (orderOfCollection) {
    await repairCartLink(container, String(cartId), orderOfCollection);
    return { orderId: orderOfCollection, isFresh: false };
  }
  reached("completing", row.id);
  try {
    await reopenSession(container, session);
    await keepOnlySession(container, row.payment_collection_id, session.id);
    const orderId = await completeCart(container, String(cartId));
    reached("completed", row.id);
    return { orderId, isFresh: !session.payment };
  } catch (error) {
    await flagAttention(context, row, "cannot_complete", { words: (error as Error).message });
    throw error;
  }
}

async function completeCart(container: MedusaContainer, cartId: string): Promise<string> {
  // Otherwise the completion would wait half a minute for a lock without an owner, and fail.
  await repairCartLock(container, cartId);
  const engine = container.resolve(Modules.WORKFLOW_ENGINE);
  const { result } = await engine.run(completeCartWorkflowId, { input: { id: cartId } });
  return (result as unknown as { id: string }).id;
}

/** A shopper who tried to complete the cart too early or too late left the session in a state that Medusa doesn't process. */
async function reopenSession(container: MedusaContainer, session: SessionView): Promise<void> {
  if (session.status !== "canceled" && session.status !== "error") return;
  await container.resolve(Modules.PAYMENT).updatePaymentSession({
    id: session.id,
    amount: session.amount,
    currency_code: session.currencyCode,
    data: session.data,
    status: "pending",
  });
}
