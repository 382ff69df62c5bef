import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { LEDGER } from "../modules/ledger/key";
import { paymentsOfOrder } from "../payment/order/payments-of-order";

/** By then, an event that was sent has arrived. */
const QUIET_MS = 5 * 60_000;
const BATCH = 100;

/**
 * Sends `order.placed` again for orders whose announcement was not seen. A process killed before its cart completion ended never sends
 * it, and the completion doesn't run again, since the order exists.
 *
 * Only an order that was placed over a payment of its own cart is announced here. One that existed before, as with an edit, an exchange
 * or a converted draft, was announced by Medusa.
 *
 * @returns how many
 */
export async function announceLostOrders(container: MedusaContainer, quietMs = QUIET_MS): Promise<number> {
  const ledger = container.resolve(LEDGER);
  const rows = await ledger.payments.listUnannounced(new Date(Date.now() - quietMs), BATCH);
  const orderIds = new Set(rows.flatMap(({ order_id }) => order_id ?? []));
  let announced = 0;
  for (const orderId of orderIds) {
    const isLost = await isAnnouncementLost(container, orderId);
    if (isLost) await container.resolve(Modules.EVENT_BUS).emit({ name: "order.placed", data: { id: orderId } });
    for (const { id } of rows.filter(({ order_id }) => order_id === orderId)) {
      const audit = { actor: "job", action: "order.announced", reason_code: "announcement_lost" } as const;
      await ledger.payments.change(id, { announced_at: new Date() }, isLost ? audit : undefined);
    }
    if (isLost) announced++;
  }
  return announced;
}

/** Not if another payment of the order's cart shows that it was sent, nor if the order is older than all of them. */
async function isAnnouncementLost(container: MedusaContainer, orderId: string): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({ entity: "order", fields: ["created_at"], filters: { id: orderId } });
  const payments = (await paymentsOfOrder(container, orderId)).filter(({ cart_id }) => cart_id !== null);
  if (!data[0] || payments.some(({ announced_at }) => announced_at !== null)) return false;
  const placedAt = new Date(data[0].created_at).getTime();
  return payments.some(({ created_at }) => created_at.getTime() < placedAt);
}
