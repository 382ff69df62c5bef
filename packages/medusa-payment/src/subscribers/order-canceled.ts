import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { LEDGER } from "../modules/ledger/key";
import { paymentsOfOrder } from "../payment/order/payments-of-order";

/**
 * Medusa doesn't tell a provider that an order was canceled while its payment was awaited. The invoice stays open and watched: once
 * archived at the vendor, it would still receive the shopper's money, unnoticed.
 */
export default async function orderCanceled({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const ledger = container.resolve(LEDGER);
  for (const row of await paymentsOfOrder(container, event.data.id)) {
    const entry = { subject_id: row.id, actor: "medusa" as const, action: "order.canceled" };
    await ledger.audit.write({ ...entry, from_state: row.outcome, to_state: row.outcome });
  }
}

export const config: SubscriberConfig = {
  event: "order.canceled",
  context: { subscriberId: "calypso-order-canceled" },
};
