import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import type { PaymentView } from "../payment/load-payment-context";

/**
 * Whether a payment is captured and the order's transactions say so. A process that dies between the two leaves a captured payment on
 * an order that still looks unpaid; capturing again repairs it.
 */
export async function isBooked(
  container: MedusaContainer,
  { capturedAt, captures }: PaymentView,
  orderId: string | undefined,
): Promise<boolean> {
  if (!capturedAt || captures.length === 0) return false;
  if (!orderId) return true;
  const ids = captures.map(({ id }) => id);
  const transactions = await container
    .resolve(Modules.ORDER)
    .listOrderTransactions(
      { order_id: orderId, reference: "capture", reference_id: ids },
      { select: ["reference_id"] },
    );
  return ids.every((id) => transactions.some(({ reference_id }) => reference_id === id));
}
