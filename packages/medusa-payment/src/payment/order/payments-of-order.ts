import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { LEDGER } from "../../modules/ledger/key";
import type { PaymentRow } from "../../modules/ledger/types";

/** The payment collections that an order is linked to. */
export async function collectionsOfOrder(container: MedusaContainer, orderId: string): Promise<string[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const fields = ["payment_collection_id"];
  const { data } = await query.graph({ entity: "order_payment_collection", fields, filters: { order_id: orderId } });
  return data.map(({ payment_collection_id }) => payment_collection_id);
}

/** The ledger's payments of an order, by its payment collections. Empty for an order paid in another way. */
export async function paymentsOfOrder(container: MedusaContainer, orderId: string): Promise<PaymentRow[]> {
  const ledger = container.resolve(LEDGER);
  const collections = await collectionsOfOrder(container, orderId);
  const rows = await Promise.all(collections.map((id) => ledger.payments.listByCollection(id)));
  return rows.flat().filter(({ parent_id }) => parent_id === null);
}
