import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { LEDGER } from "../modules/ledger/key";
import { paymentsOfOrder } from "../settle/payments-of-order";
import { applyOutcome, withPayment } from "../settle/settle-payment";

/**
 * Notes that `order.placed` was announced: a process that is killed in time loses the event, and the reconcile job sends it then.
 * An order that the storefront completed over money that is there already is captured here.
 */
export default async function orderPlaced({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const ledger = container.resolve(LEDGER);
  for (const { id, announced_at, outcome } of await paymentsOfOrder(container, event.data.id)) {
    if (outcome === "settled") {
      await withPayment(container, id, "medusa", async (settling, row) => {
        if (row.outcome === "settled" && !row.captured_at) await applyOutcome(settling, row);
      });
    }
    if (!announced_at) await ledger.changePayment(id, { announced_at: new Date() }, undefined);
  }
}

export const config: SubscriberConfig = { event: "order.placed", context: { subscriberId: "calypso-order-placed" } };
