import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { LEDGER } from "../modules/ledger/key";
import { collectionsOfOrder } from "../payment/payments-of-order";
import { withPayment } from "../payment/with-payment";
import { applyOutcome } from "../settle/settle-payment";

/**
 * Notes that `order.placed` was announced: a process that is killed in time loses the event, and the reconcile job sends it then.
 * An order that the storefront completed over money that is there already is captured here.
 */
export default async function orderPlaced({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const rows = await container
    .resolve(LEDGER)
    .payments.markAnnounced(await collectionsOfOrder(container, event.data.id));
  for (const { outcome, ...asked } of rows) {
    if (outcome !== "settled" || asked.captured_at) continue;
    await withPayment(container, asked.id, "medusa", async (settle, row) => {
      if (row.outcome === "settled" && !row.captured_at) await applyOutcome(settle, row);
    });
  }
}

export const config: SubscriberConfig = { event: "order.placed", context: { subscriberId: "calypso-order-placed" } };
