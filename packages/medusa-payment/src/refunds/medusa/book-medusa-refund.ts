import { container } from "@medusajs/framework";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type LedgerModuleService from "../../modules/ledger/service";
import type { PaymentRow } from "../../modules/ledger/types";
import { loadFundedInvoice } from "../../payment/load-funded-invoice";
import { loadPaymentContext } from "../../payment/load-payment-context";
import { offerClaim } from "../request/request-refund";
import { withRefundsOf } from "../with-refund";
import { bookRefund, type MedusaRefund, REFUND_METADATA_KEY } from "./book-refund";
import { finishBookings } from "./finish-booking";
import { expectedCredit } from "./order-credit";

/**
 * Books a refund that Medusa is about to make, from inside the provider: looks up what Medusa doesn't hand over, and asks the shopper
 * for an address where the refund came from Medusa's own button.
 */
export async function bookMedusaRefund(
  ledger: LedgerModuleService,
  refund: MedusaRefund,
  currency_code: string,
  row: PaymentRow,
): Promise<void> {
  if (refund.metadata?.[REFUND_METADATA_KEY] === undefined) await finishOthers(row);
  const context = await loadPaymentContext(container, row);
  const order_id = context.orderId ?? null;
  const booked = await bookRefund(ledger, {
    refund,
    currency_code,
    row,
    order_id,
    credit: order_id ? await expectedCredit(container, order_id, refund.raw_amount.value) : null,
    crypto_currency: (await loadFundedInvoice(ledger, row))?.crypto_currency ?? row.crypto_currency,
  });
  if (booked) await offerClaim(container, booked, "medusa");
}

/**
 * Not for a refund that the plugin asked for, which holds the lock. Never a reason to refuse: cancelling an order swallows what a
 * provider throws and books the refund all the same, and then the ledger would know nothing of it.
 */
async function finishOthers({ id }: PaymentRow): Promise<void> {
  try {
    await withRefundsOf(container, id, () => finishBookings(container, id, "medusa"));
  } catch (error) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    logger.warn(`Calypso: interrupted refunds of payment ${id} are left to the job: ${(error as Error).message}`);
  }
}
