import { decimal } from "@calypso-commerce/core/money";
import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import type { PaymentRow } from "../../modules/ledger/types";
import type { PaymentContext } from "../../payment/load-payment-context";
import { loadOrderBalance } from "../../payment/order/load-order-balance";
import type { SettleContext } from "../../payment/with-payment";

/** Outcomes of a payment that received nothing. */
const WITHOUT_MONEY = new Set(["waiting", "expired"]);

/**
 * Whether the order was paid without this payment, by whichever provider. A capture by our own provider in the payment's collection isn't
 * decided here: it may be this payment's.
 */
export async function isPaidOtherwise(container: MedusaContainer, loaded: PaymentContext): Promise<boolean> {
  if (loaded.payments.some(({ captures }) => captures.length > 0)) return false;
  if (!loaded.orderId) {
    const captured = decimal.sum(loaded.otherPayments.flatMap(({ captures }) => captures.map(({ amount }) => amount)));
    return decimal.isPositive(captured) && decimal.compare(captured, loaded.collection?.amount ?? "0") >= 0;
  }
  const balance = await loadOrderBalance(container, loaded.orderId);
  return balance !== undefined && decimal.isPositive(balance.captured) && !decimal.isPositive(balance.outstanding);
}

/**
 * Whether an order takes a payment whose session is gone or canceled: it exists, still costs something, and no other money of the same
 * cart is on its way to it.
 */
export async function mayBookWithoutSession(
  { container, ledger }: SettleContext,
  row: PaymentRow,
  { orderId, orderOfCart, cartId, collection }: PaymentContext,
): Promise<boolean> {
  const isPlaced = orderId !== undefined && (cartId === undefined || orderOfCart !== undefined);
  if (!isPlaced || !collection) return false;
  const balance = await loadOrderBalance(container, orderId);
  if (!balance || balance.isCanceled || balance.currencyCode !== row.currency_code) return false;
  if (!decimal.isPositive(balance.outstanding)) return false;
  if (row.order_id === orderId) return true;
  const rows = await ledger.payments.listByCollection(row.payment_collection_id);
  return !rows.some(
    ({ id, parent_id, outcome, closed_at }) =>
      id !== row.id && parent_id === null && closed_at === null && !WITHOUT_MONEY.has(outcome),
  );
}

/**
 * Makes the collection of an existing order ask for what came. An edit changed its amount in place, and Medusa would leave a collection
 * that is paid in part, cancel it with the next edit, and never ask for the rest.
 */
export async function bookOnOrder(
  container: MedusaContainer,
  { payment_collection_id, amount }: PaymentRow,
  { collection, payments, otherPayments }: PaymentContext,
): Promise<void> {
  const captures = [...payments, ...otherPayments].flatMap((payment) => payment.captures);
  const taken = decimal.add(decimal.sum(captures.map((capture) => capture.amount)), amount);
  if (!collection || decimal.equals(collection.amount, taken)) return;
  // A string keeps all digits; the type allows only a number.
  const exact = taken as unknown as number;
  await container.resolve(Modules.PAYMENT).updatePaymentCollections(payment_collection_id, { amount: exact });
}
