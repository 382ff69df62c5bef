import { decimal } from "@calypso-commerce/core/money";
import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { RefundRow } from "../../modules/ledger/types";
import { addCreditLine, BOOKING, finishCreditChange } from "./credit-change";
import { creditOf } from "./order-credit";

/**
 * The credit line of a refund whose booking was interrupted after the order's transaction: finished if it was begun, written if it
 * wasn't. Without it the order would ask the shopper for the refunded money again.
 *
 * @returns what the refund added to the order's credit lines, a decimal string
 */
export async function finishCredit(container: MedusaContainer, refund: RefundRow): Promise<string> {
  const order_id = String(refund.order_id);
  await finishCreditChange(container, order_id);
  const added = async () => decimal.subtract(await creditOf(container, order_id), refund.credit_before ?? "0");
  if (decimal.isPositive(await added())) return added();
  const amount = await missingCredit(container, order_id, refund.amount);
  if (!decimal.isPositive(amount)) return "0";
  await addCreditLine(container, { order_id, amount, reference: BOOKING, reference_id: String(refund.refund_id) });
  return added();
}

/** Medusa gives credit for what a refund goes beyond what the order owed the shopper: that much is outstanding without it. */
async function missingCredit(container: MedusaContainer, id: string, amount: string): Promise<string> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({ entity: "order", fields: ["status", "summary.*"], filters: { id } });
  const order = data[0] as
    | { status: string; summary?: { raw_pending_difference?: { value: string }; pending_difference?: number } }
    | undefined;
  // Of a cancelled order nothing is outstanding, and its credit lines can't be changed.
  if (!order || order.status === "canceled") return "0";
  const { raw_pending_difference, pending_difference } = order.summary ?? {};
  const outstanding = raw_pending_difference?.value ?? String(pending_difference ?? 0);
  if (!decimal.isPositive(outstanding)) return "0";
  return decimal.compare(outstanding, amount) < 0 ? outstanding : amount;
}
