import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { LEDGER } from "../modules/ledger/key";
import { CART_MARK } from "../providers/calypso/mark-cart";

/** Longer than a completion can take: its lock on the cart ends after two minutes. */
const STALE_MS = 3 * 60_000;
/** From the start of a completion to its order. */
const WINDOW_MS = 2 * 60_000;
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
 * Cancels orders that a killed completion left without cart and without payment: nobody would ever pay them, and they keep their
 * stock reserved. The cart itself gets its order when it is completed again.
 *
 * Only completions that Medusa's engine has as begun and never ended are looked at, and only orders with the mark of their cart.
 *
 * @param since where the last run left off
 * @returns how many
 */
export async function healOrphanOrders(
  container: MedusaContainer,
  since: Date | undefined,
  staleMs = STALE_MS,
): Promise<number> {
  const engine = container.resolve(Modules.WORKFLOW_ENGINE);
  const until = new Date(Date.now() - staleMs);
  const from = since ? new Date(since.getTime() - staleMs - WINDOW_MS) : new Date(0);
  const filters = {
    workflow_id: "complete-cart",
    state: ["not_started", "invoking"],
    updated_at: { $gt: from.toISOString(), $lt: until.toISOString() },
  };
  const config = { take: BATCH, order: { created_at: "ASC" as const } };
  const executions = (await engine.listWorkflowExecutions(filters, config)) as unknown as Execution[];
  let healed = 0;
  for (const execution of executions) {
    const cart_id = execution.context?.data?.payload?.id;
    if (cart_id) healed += await cancelOrphansOf(container, cart_id, new Date(execution.created_at));
  }
  return healed;
}

async function cancelOrphansOf(container: MedusaContainer, cart_id: string, begunAt: Date): Promise<number> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "status", "metadata", "cart.id", "payment_collections.id"],
    filters: { created_at: { $gte: begunAt, $lt: new Date(begunAt.getTime() + WINDOW_MS) } },
  });
  const orphans = (data as unknown as GraphOrder[]).filter(
    (order) =>
      order.metadata?.[CART_MARK] === cart_id &&
      order.status !== "canceled" &&
      !order.cart &&
      !order.payment_collections?.length,
  );
  for (const { id } of orphans) {
    await container.resolve(Modules.WORKFLOW_ENGINE).run("cancel-order", { input: { order_id: id } });
    const reason = "a completion of the cart was killed after its order was made";
    await container
      .resolve(LEDGER)
      .audit.write({ subject_id: cart_id, actor: "job", action: "orphan.canceled", reason, data: { order_id: id } });
  }
  return orphans.length;
}
