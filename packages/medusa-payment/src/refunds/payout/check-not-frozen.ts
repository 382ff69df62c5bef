import { MedusaError } from "@medusajs/framework/utils";
import type { PaymentRow } from "../../modules/ledger/types";

/**
 * Money that Calypso's compliance declined is frozen there: a refund would pay it a second time, from the merchant's own balance.
 *
 * @throws MedusaError with the code `money_frozen`
 */
export function checkNotFrozen(payment: Pick<PaymentRow, "outcome" | "vendor_id"> | undefined): void {
  if (payment?.outcome !== "declined") return;
  throw new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `Calypso: Calypso declined and froze this money, so it can't be refunded; ask Calypso's support about invoice ${payment.vendor_id}`,
    "money_frozen",
  );
}
