import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { interruptedAfterMs } from "../../payment/interrupted-after";

/** Reference of the credit lines that take a refund's back, and of those that a killed booking didn't get to write. */
export const REVERSAL = "calypso_refund_reversal";
export const BOOKING = "calypso_refund";

interface CreditLine {
  order_id: string;
  /** Decimal string; negative to take credit back. */
  amount: string;
  reference: typeof REVERSAL | typeof BOOKING;
  /** The id of Medusa's refund row. */
  reference_id: string;
}

/** Adds a credit line to an order. @throws what Medusa refused with, another change of the order that is open for one */
export async function addCreditLine(container: MedusaContainer, { order_id, ...line }: CreditLine): Promise<void> {
  const orders = container.resolve(Modules.ORDER);
  const actions = [{ action: "CREDIT_LINE_ADD", ...line }];
  const change = await orders.createOrderChange({ order_id, change_type: "credit_line", actions } as never);
  await orders.confirmOrderChange({ id: (change as unknown as { id: string }).id } as never);
}

/**
 * Finishes a change of an order's credit lines that a killed process left open, Medusa's own or the plugin's: while one is, Medusa
 * refuses every other change of the order from then on.
 */
export async function finishCreditChange(container: MedusaContainer, order_id: string): Promise<void> {
  const orders = container.resolve(Modules.ORDER);
  const filters = { order_id, change_type: "credit_line", status: "pending" };
  const changes = await orders.listOrderChanges(filters as never, { relations: ["actions"] });
  for (const { id, actions, created_at } of changes) {
    // Its owner may still be at it.
    if (Date.now() - new Date(created_at).getTime() < interruptedAfterMs.booking) continue;
    // One without a line was interrupted before it had any: what it was for is made up for by whoever finds it missing.
    if ((actions ?? []).length === 0) await orders.deleteOrderChanges([id]);
    else await orders.confirmOrderChange({ id } as never);
  }
}
