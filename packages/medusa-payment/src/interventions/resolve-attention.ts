import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { LEDGER } from "../modules/ledger/key";
import type { Actor, PaymentRow } from "../modules/ledger/types";

/**
 * An admin has dealt with a payment in a way that the plugin can't see; it leaves the attention list with the reason given, until more
 * money comes.
 */
export async function resolveAttention(
  container: MedusaContainer,
  paymentId: string,
  reason: string,
  actor: Actor,
): Promise<PaymentRow> {
  const ledger = container.resolve(LEDGER);
  const row = await ledger.payments.find(paymentId);
  if (!row) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Calypso: there is no payment ${paymentId}`);
  if (!row.attention) throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "Calypso: the payment needs no attention");
  const audit = { actor, action: "attention.resolved", from_state: row.attention, reason };
  const over = { attention: null, attention_at: null, attention_resolved: row.attention, closed_at: new Date() };
  return ledger.payments.change(row.id, over, audit);
}
