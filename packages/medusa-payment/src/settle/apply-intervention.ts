import { decimal } from "@calypso-commerce/core";
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils";
import type { PaymentRow } from "../modules/ledger/types";
import { isTolerated } from "./is-tolerated";
import { readPayment } from "./read-payment";
import { reached } from "./settle-steps";
import { keep, note, type Settling } from "./settling";

/** Not the exact amount came. What the merchant's policy takes is taken, the rest waits for a person. */
export async function applyIntervention(settling: Settling, row: PaymentRow): Promise<PaymentRow> {
  const { settings } = settling.ledger;
  const invoice = await paidInvoice(settling, row);
  // Accepted before: the vendor hasn't followed yet, or the process ended in between. Asking again is harmless.
  if (row.accepted_at) return accept(settling, row, "it was accepted before");
  if (row.outcome === "overpaid" && settings.overpayment === "accept") {
    return accept(settling, row, "by policy overpayments are accepted; what is too much is owed to the shopper");
  }
  if (row.outcome === "underpaid" && isTolerated(settings.underpaymentTolerance, row, invoice)) {
    return accept(settling, row, "by policy so small a shortfall is accepted");
  }
  return note(settling, row, row.outcome as "underpaid" | "overpaid", difference(invoice));
}

/**
 * Takes the money of an under- or overpaid invoice as it is. The decision is in the ledger before the vendor is asked, so that
 * an answer that never came back is still known for what it was.
 *
 * @throws what the call to the vendor threw
 */
export async function accept(settling: Settling, given: PaymentRow, reason: string): Promise<PaymentRow> {
  const { gateway } = settling;
  const invoice = await paidInvoice(settling, given);
  const accepted_at = given.accepted_at ?? new Date();
  const row = given.accepted_at ? given : await keep(settling, given, { accepted_at }, "payment.accepted", reason);
  if (invoice.id !== row.id) await settling.ledger.payments.change(invoice.id, { accepted_at }, undefined);
  reached("accepting", row.id);
  if (invoice.state === "PENDING_INTERVENTION" || invoice.state === "ARCHIVED") {
    await gateway.client.invoice.returnToPaid({ id: String(invoice.vendor_id) });
  }
  reached("accepted", row.id);
  return readPayment(settling, row);
}

/** Tells the vendor that an intervention is settled with the shopper. It may be too early; the next settling tries again. */
export async function closeIntervention(settling: Settling, row: PaymentRow): Promise<PaymentRow> {
  const { container, gateway, ledger } = settling;
  const invoice = await paidInvoice(settling, row);
  if (invoice.intervention_resolved !== false) return row;
  try {
    await gateway.client.invoice.closeIntervention({ id: String(invoice.vendor_id) });
  } catch (error) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    logger.warn(`Calypso: the intervention of ${row.id} could not be closed yet: ${(error as Error).message}`);
    return row;
  }
  if (invoice.id !== row.id) await ledger.payments.change(invoice.id, { intervention_resolved: true }, undefined);
  return keep(settling, row, { intervention_resolved: true }, "intervention.closed");
}

/** The invoice that holds the money: the row itself, or the best of its widget's. */
export async function paidInvoice({ ledger }: Settling, row: PaymentRow): Promise<PaymentRow> {
  if (row.kind === "invoice") return row;
  const children = await ledger.payments.listChildren(row.id);
  const child =
    children.find(({ outcome }) => outcome === row.outcome) ??
    children.find(({ received }) => decimal.isPositive(received));
  if (child) return child;
  throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `Calypso: no invoice of the widget ${row.id} has money`);
}

function difference(invoice: PaymentRow): string {
  const currency = invoice.crypto_currency ?? "";
  return `${invoice.received} of ${invoice.crypto_amount ?? "?"} ${currency} came`;
}
