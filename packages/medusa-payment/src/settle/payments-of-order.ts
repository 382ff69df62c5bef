import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { LEDGER } from "../modules/ledger/key";
import type { PaymentRow } from "../modules/ledger/types";

/** The ledger's payments of an order, by its payment collections; none for an order that was paid in another way. */
export async function paymentsOfOrder(container: MedusaContainer, order_id: string): Promise<PaymentRow[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "order_payment_collection",
    fields: ["payment_collection_id"],
    filters: { order_id },
  });
  const ledger = container.resolve(LEDGER);
  const rows = await Promise.all(data.map((link) => ledger.listByCollection(link.payment_collection_id)));
  return rows.flat().filter(({ parent_id }) => parent_id === null);
}
