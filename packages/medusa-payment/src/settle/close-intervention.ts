import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { PaymentRow } from "../modules/ledger/types";
import { getFundedInvoice } from "../payment/load-funded-invoice";
import { updatePayment } from "../payment/update-payment";
import type { SettleContext } from "../payment/with-payment";

/** Tells the vendor that the intervention is resolved with the shopper. If that is too early, the next settling tries again. */
export async function closeIntervention(context: SettleContext, row: PaymentRow): Promise<PaymentRow> {
  const { container, client, ledger } = context;
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
  return updatePayment(context, row, changes, { action: "intervention.closed" });
}
