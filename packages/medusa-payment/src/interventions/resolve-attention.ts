import type { MedusaContainer } from "@medusajs/framework/types";
import { LEDGER } from "../modules/ledger/key";
import type { Actor, PaymentRow } from "../modules/ledger/types";
import { getPayment } from "../payment/get-payment";
import { notAllowed } from "../payment/not-allowed";

/**
 * An admin has dealt with a payment outside the plugin. The payment leaves the attention list, with the reason given, until more money
 * arrives.
 */
export async function resolveAttention(
  container: MedusaContainer,
  paymentId: string,
  reason: string,
  actor: Actor,
): Promise<PaymentRow> {
  const ledger = container.resolve(LEDGER);
  const row = await getPayment(ledger, paymentId);
  if (!row.attention) throw notAllowed("the payment needs no attention");
  const audit = { actor, action: "attention.resolved", from_state: row.attention, reason };
  const changes = { attention: null, attention_at: null, attention_resolved: row.attention, closed_at: new Date() };
  return ledger.payments.change(row.id, changes, audit);
}
