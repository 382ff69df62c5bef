import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { PaymentRow } from "../modules/ledger/types";
import { getFundedInvoice } from "../payment/load-funded-invoice";
import { readPayment } from "../payment/read-payment";
import { updatePayment, type Why } from "../payment/update-payment";
import type { SettleContext } from "../payment/with-payment";
import { reached } from "./settle-steps";

const ACCEPTABLE = new Set(["underpaid", "overpaid", "late"]);

/** Whether a payment holds money that the merchant may accept as paid. */
export function isAcceptable({ outcome }: PaymentRow): boolean {
  return ACCEPTABLE.has(outcome);
}

/**
 * Takes an invoice that isn't paid exactly as paid. The decision is in the ledger before the vendor is asked, so that it is still known
 * if the vendor's answer is lost.
 *
 * @throws what the call to the vendor threw
 */
export async function acceptInvoice(settle: SettleContext, given: PaymentRow, why?: Why): Promise<PaymentRow> {
  const invoice = await getFundedInvoice(settle.ledger, given);
  const accepted_at = given.accepted_at ?? new Date();
  const row = given.accepted_at
    ? given
    : await updatePayment(settle, given, { accepted_at }, { action: "payment.accepted", ...why });
  if (invoice.id !== row.id) await settle.ledger.payments.change(invoice.id, { accepted_at }, undefined);
  reached("accepting", row.id);
  if (invoice.state === "PENDING_INTERVENTION" || invoice.state === "ARCHIVED") {
    await settle.client.invoice.returnToPaid({ id: String(invoice.vendor_id) });
  }
  reached("accepted", row.id);
  return readPayment(settle, row);
}

/** Tells the vendor that the intervention is settled with the shopper. Where that is too early, the next settling tries again. */
export async function closeIntervention(settle: SettleContext, row: PaymentRow): Promise<PaymentRow> {
  const { container, client, ledger } = settle;
  const invoice = await getFundedInvoice(ledger, row);
  if (invoice.intervention_resolved !== false) return row;
  try {
    await client.invoice.closeIntervention({ id: String(invoice.vendor_id) });
  } catch (error) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    logger.warn(`Calypso: the intervention of ${row.id} could not be closed yet: ${(error as Error).message}`);
    return row;
  }
  const changes = { intervention_resolved: true };
  if (invoice.id !== row.id) await ledger.payments.change(invoice.id, changes, undefined);
  return updatePayment(settle, row, changes, { action: "intervention.closed" });
}
