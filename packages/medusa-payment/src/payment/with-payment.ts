import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { type CallPurpose, clientFor, type VendorClient } from "../client/client-for";
import { LEDGER } from "../modules/ledger/key";
import type LedgerModuleService from "../modules/ledger/service";
import type { Actor, PaymentRow } from "../modules/ledger/types";
import { getPayment } from "./get-payment";

const LOCK_TIMEOUT_S = 30;

/** What work on a locked payment shares. */
export interface SettleContext {
  container: MedusaContainer;
  ledger: LedgerModuleService;
  client: VendorClient;
  actor: Actor;
}

function purposeOf(actor: Actor): CallPurpose {
  return actor === "shopper" || actor === "checkout" ? "shopper" : "work";
}

/**
 * Runs work on a payment under a lock that holds across instances. The lock covers the payment collection, since its payments
 * compete for the same cart. Its key is the plugin's own: the workflows that run inside take Medusa's lock on the cart, and Medusa's
 * locks are not re-entrant.
 *
 * @param payment the payment's id, or its row as read earlier
 * @param work receives the row read under the lock; for an invoice opened from a widget, the widget's row
 */
export async function withPayment<T>(
  container: MedusaContainer,
  payment: string | PaymentRow,
  actor: Actor,
  work: (context: SettleContext, row: PaymentRow) => Promise<T>,
): Promise<T> {
  const ledger = container.resolve(LEDGER);
  const given = typeof payment === "string" ? await getPayment(ledger, payment) : payment;
  const context = { container, ledger, client: clientFor(ledger.settings, purposeOf(actor)), actor };
  const locked = async () => work(context, await getPayment(ledger, given.parent_id ?? given.id));
  const key = `calypso:${given.payment_collection_id}`;
  return container.resolve(Modules.LOCKING).execute(key, locked, { timeout: LOCK_TIMEOUT_S });
}
