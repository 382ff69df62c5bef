import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils";
import { LEDGER } from "../modules/ledger/key";
import type { PaymentRow } from "../modules/ledger/types";
import { type PublicPayment, publicPayment } from "../payment/public-payment";
import { settlePayment } from "../settle/settle-payment";

/** A session is read from the vendor at most once in this time, however many tabs and instances ask. */
const POLL_INTERVAL_MS = 3_000;

/**
 * A payment's status as the storefront may see it. Asking is one of the ways by which a payment is settled: what the vendor
 * answers is applied before the shopper is told.
 *
 * @throws MedusaError for a session that the ledger doesn't know
 */
export async function paymentStatus(container: MedusaContainer, session_id: string): Promise<PublicPayment> {
  const ledger = container.resolve(LEDGER);
  const row = await ledger.payments.findBySession(session_id);
  if (!row) throw new MedusaError(MedusaError.Types.NOT_FOUND, "Calypso: there is no payment for this session");
  const isOver = row.captured_at !== null;
  const now =
    !isOver && (await ledger.payments.claimPoll(row.id, POLL_INTERVAL_MS)) ? await settled(container, row) : row;
  return publicPayment(ledger, now);
}

/** A vendor that can't be reached, or a cart that can't be completed yet, is no reason to show the shopper nothing. */
async function settled(container: MedusaContainer, row: PaymentRow): Promise<PaymentRow> {
  try {
    return await settlePayment(container, row, "shopper");
  } catch (error) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    logger.warn(`Calypso: payment ${row.id} could not be settled while its page asked: ${(error as Error).message}`);
    return (await container.resolve(LEDGER).payments.find(row.id)) ?? row;
  }
}
