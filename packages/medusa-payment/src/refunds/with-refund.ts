import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";

// Each under a key of the plugin's own, alone among all instances. Medusa's locks are not re-entrant.

const TIMEOUT_S = 30;

/** Decides about a payment's refunds: two admins can't both give away what is left. */
export const withRefundsOf = <T>(container: MedusaContainer, payment_id: string, work: () => Promise<T>): Promise<T> =>
  locked(container, `calypso-refunds-of:${payment_id}`, work);

/** Changes a refund's state, and pays it out. */
export const withRefund = <T>(container: MedusaContainer, refund_id: string, work: () => Promise<T>): Promise<T> =>
  locked(container, `calypso-refund:${refund_id}`, work);

/** Sends or follows a mass payout. */
export const withMassPayout = <T>(container: MedusaContainer, batch_id: string, work: () => Promise<T>): Promise<T> =>
  locked(container, `calypso-batch:${batch_id}`, work);

function locked<T>(container: MedusaContainer, key: string, work: () => Promise<T>): Promise<T> {
  return container.resolve(Modules.LOCKING).execute(key, work, { timeout: TIMEOUT_S });
}
