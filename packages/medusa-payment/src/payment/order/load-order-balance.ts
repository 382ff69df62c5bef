import { decimal } from "@calypso-commerce/core/money";
import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";

interface Raw {
  raw_amount: { value: string };
}

interface GraphCollection extends Raw {
  id: string;
  status: string;
  payments?: { captures?: Raw[]; refunds?: Raw[] }[];
}

interface GraphOrder {
  status: string;
  currency_code: string;
  summary: { current_order_total: number; raw_current_order_total?: { value: string } };
  payment_collections?: GraphCollection[];
}

/** What an order costs and what was paid for it, by whichever provider. Amounts are decimal strings in the order's currency. */
export interface OrderBalance {
  isCanceled: boolean;
  currencyCode: string;
  captured: string;
  /** Total less what was captured, plus what was refunded. Negative if the shopper is owed money. */
  outstanding: string;
  collections: { id: string; status: string; amount: string }[];
}

const FIELDS = [
  "status",
  "currency_code",
  "summary.*",
  "payment_collections.id",
  "payment_collections.status",
  "payment_collections.raw_amount",
  "payment_collections.payments.captures.raw_amount",
  "payment_collections.payments.refunds.raw_amount",
];

/**
 * Loads an order's balance. It is computed from captures and refunds instead of the order's transactions, since a killed process leaves a
 * capture without its transaction.
 *
 * @returns undefined if there is no such order
 */
export async function loadOrderBalance(container: MedusaContainer, orderId: string): Promise<OrderBalance | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({ entity: "order", fields: FIELDS, filters: { id: orderId } });
  const order = data[0] as unknown as GraphOrder | undefined;
  if (!order) return undefined;
  const { summary, payment_collections: collections = [] } = order;
  const payments = collections.flatMap((collection) => collection.payments ?? []);
  const captured = sumOf(payments.flatMap(({ captures }) => captures ?? []));
  const refunded = sumOf(payments.flatMap(({ refunds }) => refunds ?? []));
  const total = summary.raw_current_order_total?.value ?? String(summary.current_order_total);
  return {
    isCanceled: order.status === "canceled",
    currencyCode: order.currency_code,
    captured,
    outstanding: decimal.subtract(decimal.add(total, refunded), captured),
    collections: collections.map(({ id, status, raw_amount }) => ({ id, status, amount: raw_amount.value })),
  };
}

function sumOf(list: Raw[]): string {
  return decimal.sum(list.map(({ raw_amount }) => raw_amount.value));
}
