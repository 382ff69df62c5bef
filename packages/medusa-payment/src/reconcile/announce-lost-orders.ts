import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { LEDGER } from "../modules/ledger/key";

/** By then, an event that was sent has arrived. */
const QUIET_MS = 5 * 60_000;
const BATCH = 100;

/**
 * Sends `order.placed` again for orders whose announcement was not seen. A process killed before its cart completion ended never sends
 * it, and the completion doesn't run again, since the order exists.
 *
 * @returns how many
 */
export async function announceLostOrders(container: MedusaContainer, quietMs = QUIET_MS): Promise<number> {
  const ledger = container.resolve(LEDGER);
  const rows = await ledger.payments.listUnannounced(new Date(Date.now() - quietMs), BATCH);
  for (const row of rows) {
    await container.resolve(Modules.EVENT_BUS).emit({ name: "order.placed", data: { id: row.order_id } });
    const audit = { actor: "job", action: "order.announced", reason_code: "announcement_lost" } as const;
    await ledger.payments.change(row.id, { announced_at: new Date() }, audit);
  }
  return rows.length;
}
