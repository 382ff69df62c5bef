import { decimal } from "@calypso-commerce/core/money";
import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils";
import { createOrderPaymentCollectionWorkflowId } from "@medusajs/medusa/core-flows";
import type { PaymentRow } from "../modules/ledger/types";
import { notAllowed } from "../payment/not-allowed";

interface GraphOrder {
  status: string;
  currency_code: string;
  summary: { raw_pending_difference?: { value: string }; pending_difference: number };
  payment_collections?: { id: string; status: string; raw_amount: { value: string } }[];
}

const ORDER_FIELDS = [
  "status",
  "currency_code",
  "summary.*",
  "payment_collections.id",
  "payment_collections.status",
  "payment_collections.raw_amount",
];

/**
 * The order's payment collection that awaits exactly a payment's amount. It is created if there is none.
 *
 * @throws MedusaError if the order awaits another amount
 */
export async function getOrderCollection(container: MedusaContainer, id: string, row: PaymentRow): Promise<string> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({ entity: "order", fields: ORDER_FIELDS, filters: { id } });
  const order = data[0] as unknown as GraphOrder | undefined;
  if (!order) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Calypso: there is no order ${id}`);
  if (order.status === "canceled") throw notAllowed("the order is canceled");
  const owed = order.summary.raw_pending_difference?.value ?? String(order.summary.pending_difference);
  if (order.currency_code !== row.currency_code || !decimal.equals(owed, row.amount)) {
    const due = `${owed} ${order.currency_code.toUpperCase()}`;
    throw notAllowed(`the order awaits ${due}, the payment is over ${row.amount} ${row.currency_code.toUpperCase()}`);
  }
  const open = (order.payment_collections ?? []).find(
    ({ status, raw_amount }) =>
      !["completed", "canceled", "authorized"].includes(status) && decimal.equals(raw_amount.value, row.amount),
  );
  if (open) return open.id;
  const input = { order_id: id, amount: row.amount };
  const engine = container.resolve(Modules.WORKFLOW_ENGINE);
  const { result } = await engine.run(createOrderPaymentCollectionWorkflowId, { input });
  return (result as unknown as { id: string }[])[0]?.id as string;
}
