import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { LEDGER } from "../modules/ledger/key";
import { collectionsOfOrder } from "../payment/order/payments-of-order";
import { withPayment } from "../payment/with-payment";
import { applyOutcome } from "../settle/settle-payment";

/**
 * Records that `order.placed` was sent. A process killed too early loses the event, and the reconcile job sends it again. An order that
 * the storefront completed with money that had already settled is captured here.
 */
export default async function orderPlaced({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const rows = await container
    .resolve(LEDGER)
    .payments.markAnnounced(await collectionsOfOrder(container, event.data.id));
  for (const { outcome, ...asked } of rows) {
    if (outcome !== "settled" || asked.captured_at) continue;
    await withPayment(container, asked.id, "medusa", async (context, row) => {
      if (row.outcome === "settled" && !row.captured_at) await applyOutcome(context, row);
    });
  }
}

export const config: SubscriberConfig = { event: "order.placed", context: { subscriberId: "calypso-order-placed" } };
