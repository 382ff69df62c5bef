import { decimal } from "@calypso-commerce/core/money";
import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";

interface GraphOrder {
  summary?: { raw_pending_difference?: { value: string }; pending_difference?: number };
  credit_lines?: { raw_amount: { value: string }; reference: string | null; reference_id: string | null }[];
}

async function readOrder(container: MedusaContainer, id: string): Promise<GraphOrder> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const fields = ["summary.*", "credit_lines.raw_amount", "credit_lines.reference", "credit_lines.reference_id"];
  const { data } = await query.graph({ entity: "order", fields, filters: { id } });
  return (data[0] as unknown as GraphOrder | undefined) ?? {};
}

/** The sum of an order's credit lines. */
export async function creditOf(container: MedusaContainer, order_id: string): Promise<string> {
  const { credit_lines } = await readOrder(container, order_id);
  return decimal.sum((credit_lines ?? []).map(({ raw_amount }) => raw_amount.value));
}

/** Whether an order has a credit line with this reference. */
export async function hasCreditLine(
  container: MedusaContainer,
  order_id: string,
  reference: string,
  reference_id: string,
): Promise<boolean> {
  const { credit_lines } = await readOrder(container, order_id);
  return (credit_lines ?? []).some((line) => line.reference === reference && line.reference_id === reference_id);
}

/**
 * What Medusa adds to an order's credit lines for a refund: what goes beyond the amount that the order owes the shopper already.
 * Its workflow works this out itself and tells nobody.
 */
export async function expectedCredit(container: MedusaContainer, order_id: string, amount: string): Promise<string> {
  const { summary } = await readOrder(container, order_id);
  const pending = summary?.raw_pending_difference?.value ?? String(summary?.pending_difference ?? 0);
  if (!decimal.isNegative(pending)) return amount;
  const owed = decimal.multiply(pending, "-1");
  return decimal.compare(amount, owed) > 0 ? decimal.subtract(amount, owed) : "0";
}
