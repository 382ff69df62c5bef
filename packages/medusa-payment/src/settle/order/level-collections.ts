import { decimal } from "@calypso-commerce/core/money";
import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createOrUpdateOrderPaymentCollectionWorkflowId } from "@medusajs/medusa/core-flows";
import { loadOrderBalance } from "../../payment/order/load-order-balance";

const OPEN = new Set(["not_paid", "awaiting"]);

/** Makes the order's open payment collection ask for exactly what is outstanding. There is one if something is, created if needed. */
export async function levelCollections(container: MedusaContainer, orderId: string): Promise<void> {
  const balance = await loadOrderBalance(container, orderId);
  if (!balance || balance.isCanceled) return;
  const { outstanding } = balance;
  const open = balance.collections.filter(({ status }) => OPEN.has(status));
  if (!decimal.isPositive(outstanding)) {
    for (const { id, amount } of open) {
      if (decimal.isZero(amount)) continue;
      await container.resolve(Modules.PAYMENT).updatePaymentCollections(id, { amount: 0 });
    }
    return;
  }
  if (open.some(({ amount }) => decimal.equals(amount, outstanding))) return;
  const engine = container.resolve(Modules.WORKFLOW_ENGINE);
  await engine.run(createOrUpdateOrderPaymentCollectionWorkflowId, { input: { order_id: orderId } });
}
