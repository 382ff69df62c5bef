import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { LEDGER } from "../modules/ledger/key";

/** By then an event that was sent has arrived. */
const QUIET_MS = 5 * 60_000;
const BATCH = 100;

/**
 * Announces orders again whose `order.placed` nobody saw: a process that is killed before its cart completion has ended never
 * sends it, and the completion is not begun again, since the order is there.
 *
 * @returns how many
 */
export async function announceLostOrders(container: MedusaContainer, quietMs = QUIET_MS): Promise<number> {
  const ledger = container.resolve(LEDGER);
  const rows = await ledger.payments.listUnannounced(new Date(Date.now() - quietMs), BATCH);
  for (const row of rows) {
    await container.resolve(Modules.EVENT_BUS).emit({ name: "order.placed", data: { id: row.order_id } });
    const audit = { actor: "job" as const, action: "order.announced", reason: "order.placed was not seen" };
    await ledger.payments.change(row.id, { announced_at: new Date() }, audit);
  }
  return rows.length;
}
