import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { LEDGER } from "../../modules/ledger/key";
import type { Actor, RefundRow } from "../../modules/ledger/types";
import { getRefund } from "../get-refund";
import { submitPayout } from "./submit-payout";

/**
 * The refund is decided and in the books: an error told now would be taken for "nothing happened", and the refund asked for again. What
 * holds the payout up is in the refund; the job continues with it.
 */
export async function tryPayout(container: MedusaContainer, refund: RefundRow, actor: Actor): Promise<RefundRow> {
  try {
    return await submitPayout(container, refund.id, actor);
  } catch (error) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    logger.warn(`Calypso: refund ${refund.id} is not paid out yet: ${(error as Error).message}`);
    return getRefund(container.resolve(LEDGER), refund.id);
  }
}
