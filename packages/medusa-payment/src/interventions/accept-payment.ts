import { CalypsoError } from "@calypso-commerce/core";
import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { toMedusaError } from "../gateway/to-medusa-error";
import type { Actor, PaymentRow } from "../modules/ledger/types";
import { accept } from "../settle/apply-intervention";
import { readPayment } from "../settle/read-payment";
import { applyOutcome, withPayment } from "../settle/settle-payment";

const ACCEPTABLE = new Set(["underpaid", "overpaid", "late"]);

/**
 * An admin takes an under- or overpaid invoice, or money that came late, for paid: the order is placed and captured over its own
 * amount.
 *
 * @throws MedusaError where there is nothing to accept, or the vendor doesn't hand the money over
 */
export async function acceptPayment(
  container: MedusaContainer,
  paymentId: string,
  reason: string,
  actor: Actor,
): Promise<PaymentRow> {
  return withPayment(container, paymentId, actor, async (settling, row) => {
    const read = await readPayment(settling, row);
    if (!ACCEPTABLE.has(read.outcome)) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `Calypso: there is nothing to accept, the payment is ${read.outcome}`,
      );
    }
    try {
      return await applyOutcome(settling, await accept(settling, read, reason));
    } catch (error) {
      throw error instanceof CalypsoError ? toMedusaError(error, "accepting the payment") : error;
    }
  });
}
