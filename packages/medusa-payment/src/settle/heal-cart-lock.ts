import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";

/**
 * Frees a cart that a killed completion left locked. Medusa's PostgreSQL locks refuse everybody for ever once their owner is
 * gone, though they carry an expiry; one that has passed can be nobody's any more.
 *
 * @returns whether there was such a lock. Other lock providers let go by themselves
 */
export async function releaseExpiredCartLock(container: MedusaContainer, cart_id: string): Promise<boolean> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION);
  hasTable ??= Boolean((await knex.raw("SELECT to_regclass('locking') AS found")).rows[0]?.found);
  if (!hasTable) return false;
  const expired = await knex("locking")
    .where({ id: cart_id, owner_id: null })
    .where("expiration", "<", knex.fn.now())
    .first();
  if (!expired) return false;
  await container.resolve(Modules.LOCKING).release(cart_id);
  return true;
}

/** Whether the database has the table of Medusa's PostgreSQL locks: looked up once, it comes with a migration. A look-up that failed says nothing. */
let hasTable: boolean | undefined;
