import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { cancelOrderWorkflowId, completeCartWorkflowId } from "@medusajs/medusa/core-flows";
import { LEDGER } from "../modules/ledger/key";
import { interruptedAfterMs } from "../payment/interrupted-after";
import { CART_MARK } from "../payment/mark-cart";

const { completion: COMPLETION_MS } = interruptedAfterMs;
const MARGIN_MS = 60_000;
const BATCH = 100;

interface Execution {
  created_at: Date;
  context?: { data?: { payload?: { id?: string } } } | null;
}

interface GraphOrder {
  id: string;
  status: string;
  metadata: Record<string, unknown> | null;
  cart?: { id: string } | null;
  payment_collections?: { id: string }[];
}

/**
 * Cancels orders that a killed completion left without cart and without payment: such an order is never paid and keeps its stock
 * reserved. The cart gets its order when it is completed again.
 *
 * Only completions that Medusa's engine lists as unfinished are looked at, and only orders with the mark of their cart.
 *
 * @param since where the last run left off
 * @returns how many
 */
export async function repairOrphanOrders(
  container: MedusaContainer,
  since: Date | undefined,
  staleMs = COMPLETION_MS + MARGIN_MS,
): Promise<number> {
  const engine = container.resolve(Modules.WORKFLOW_ENGINE);
  const until = new Date(Date.now() - staleMs);
  const from = since ? new Date(since.getTime() - staleMs - COMPLETION_MS) : new Date(0);
  const filters = {
    workflow_id: completeCartWorkflowId,
    state: ["not_started", "invoking"],
    updated_at: { $gt: from.toISOString(), $lt: until.toISOString() },
  };
  const config = { take: BATCH, order: { created_at: "ASC" as const } };
  const executions = (await engine.listWorkflowExecutions(filters, config)) as unknown as Execution[];
  let repaired = 0;
  for (const { created_at, context } of executions) {
    const cartId = context?.data?.payload?.id;
    if (cartId) repaired += await cancelOrphansOf(container, cartId, new Date(created_at));
  }
  return repaired;
}

async function cancelOrphansOf(container: MedusaContainer, cartId: string, startedAt: Date): Promise<number> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "status", "metadata", "cart.id", "payment_collections.id"],
    filters: { created_at: { $gte: startedAt, $lt: new Date(startedAt.getTime() + COMPLETION_MS) } },
  });
  const orphans = (data as unknown as GraphOrder[]).filter(
    (order) =>
      order.metadata?.[CART_MARK] === cartId &&
      order.status !== "canceled" &&
      !order.cart &&
      !order.payment_collections?.length,
  );
  for (const { id } of orphans) {
    await container.resolve(Modules.WORKFLOW_ENGINE).run(cancelOrderWorkflowId, { input: { order_id: id } });
    await container.resolve(LEDGER).audit.write({
      subject_id: cartId,
      actor: "job",
      action: "orphan.canceled",
      reason_code: "completion_interrupted",
      data: { order_id: id },
    });
  }
  return orphans.length;
}
