import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils";
import { createCallGate } from "../../../../client/call-gate";
import { LEDGER } from "../../../../modules/ledger/key";
import type { PaymentRow } from "../../../../modules/ledger/types";
import { type PublicPayment, publicPayment } from "../../../../payment/public-payment";
import { settlePaymentWorkflow } from "../../../../workflows/settle-payment";
import { type EarlierPayment, earlierPayments } from "./earlier-payments";

/** A session is read from the vendor at most once per interval, however many tabs and instances poll. */
const POLL_INTERVAL_MS = 3_000;

export interface PolledPayment {
  payment: PublicPayment;
  earlier_payments: EarlierPayment[];
}

/** Shared by all payments of this process. */
const vendorPolls = createCallGate({ maxAtOnce: 4, failuresToOpen: 3, closedForMs: 10_000 });

/**
 * A payment's status as the storefront may see it. Polling settles the payment as a webhook does: the vendor's answer is applied before
 * the shopper sees it. While the vendor is slow or down, the ledger answers: a poll holds a database connection for its lock, and
 * shoppers must not take all of them.
 *
 * @throws MedusaError for a session that the ledger doesn't know
 */
export async function pollPayment(container: MedusaContainer, sessionId: string): Promise<PolledPayment> {
  const ledger = container.resolve(LEDGER);
  const row = await ledger.payments.findByAnySession(sessionId);
  if (!row) throw new MedusaError(MedusaError.Types.NOT_FOUND, "Calypso: there is no payment for this session");
  // First what costs nothing: a poll that may not read must not use up the interval of one that may.
  const mayRead =
    row.captured_at === null && vendorPolls.isFree() && (await ledger.payments.claimPoll(row.id, POLL_INTERVAL_MS));
  const read = mayRead ? await trySettling(container, row) : row;
  return { payment: await publicPayment(ledger, read), earlier_payments: await earlierPayments(ledger, read) };
}

/** If the vendor can't be reached or the cart can't be completed yet, the shopper still sees the last known status. */
async function trySettling(container: MedusaContainer, row: PaymentRow): Promise<PaymentRow> {
  try {
    const input = { payment_id: row.id, actor: "shopper" } as const;
    return await vendorPolls.run(async () => (await settlePaymentWorkflow(container).run({ input })).result);
  } catch (error) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    logger.warn(`Calypso: payment ${row.id} could not be settled during a status poll: ${(error as Error).message}`);
    return (await container.resolve(LEDGER).payments.find(row.id)) ?? row;
  }
}
