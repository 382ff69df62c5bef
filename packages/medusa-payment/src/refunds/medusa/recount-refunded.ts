import { decimal } from "@calypso-commerce/core/money";
import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";

/** Recalculates what is refunded of a payment's collection from its refunds: Medusa doesn't when one is deleted. */
export async function recountRefunded(container: MedusaContainer, medusa_payment_id: string): Promise<void> {
  // The module has these methods; its types don't.
  const payment = container.resolve(Modules.PAYMENT) as unknown as {
    retrievePayment(id: string): Promise<{ payment_collection_id: string }>;
    listRefunds(filters: object, config: object): Promise<{ raw_amount: { value: string } }[]>;
    updatePaymentCollections(id: string, data: { refunded_amount: string }): Promise<unknown>;
  };
  const { payment_collection_id } = await payment.retrievePayment(medusa_payment_id);
  const left = await payment.listRefunds({ payment: { payment_collection_id } }, { take: null });
  const refunded_amount = decimal.sum(left.map(({ raw_amount }) => raw_amount.value));
  await payment.updatePaymentCollections(payment_collection_id, { refunded_amount });
}
