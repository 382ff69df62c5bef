import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";

/**
 * Frees a cart that a killed completion left locked. Medusa's PostgreSQL locks carry an expiry, yet stay closed once their owner is
 * gone. An expired lock belongs to no live process.
 *
 * @returns whether there was such a lock. Other lock providers expire by themselves
 */
export async function repairCartLock(container: MedusaContainer, cartId: string): Promise<boolean> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION);
  hasTable ??= Boolean((await knex.raw("SELECT to_regclass('locking') AS found")).rows[0]?.found);
  if (!hasTable) return false;
  const expired = await knex("locking")
    .where({ id: cartId, owner_id: null })
    .where("expiration", "<", knex.fn.now())
    .first();
  if (!expired) return false;
  await container.resolve(Modules.LOCKING).release(cartId);
  return true;
}

/** Whether the database has the table of Medusa's PostgreSQL locks, looked up once. A migration creates it. */
let hasTable: boolean | undefined;
