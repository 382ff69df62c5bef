import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { PaymentRow } from "../modules/ledger/types";

/** A payment session, as far as settling needs it. Amounts are decimal strings. */
export interface SessionView {
  id: string;
  amount: string;
  currencyCode: string;
  status: string;
  data: Record<string, unknown>;
  payment: { id: string; canceledAt: Date | null } | undefined;
}

/** One of Medusa's payments. It outlives its session. */
export interface PaymentView {
  id: string;
  amount: string;
  canceledAt: Date | null;
  capturedAt: Date | null;
  captures: { id: string; amount: string; createdAt: Date }[];
}

/** Where a ledger row's money belongs in Medusa, as the database has it now. */
export interface PaymentContext {
  /** The collection's live sessions with the row's provider. */
  sessions: SessionView[];
  /** The collection's payments with other providers. */
  otherPayments: PaymentView[];
  /** The collection's payments with the row's provider, including those of deleted sessions. */
  payments: PaymentView[];
  cartId: string | undefined;
  /** What the cart, or the order, costs now. */
  collection: { amount: string; currencyCode: string } | undefined;
  /** The order that the cart is linked to. */
  orderOfCart: string | undefined;
  /** The order that the payment collection is linked to. */
  orderOfCollection: string | undefined;
  /** The order by either link. */
  orderId: string | undefined;
}

interface Raw {
  raw_amount: { value: string };
}

interface GraphSession extends Raw {
  id: string;
  currency_code: string;
  provider_id: string;
  status: string;
  data: Record<string, unknown>;
  payment?: { id: string; canceled_at: Date | null } | null;
}

interface GraphPayment extends Raw {
  id: string;
  provider_id: string;
  canceled_at: Date | null;
  captured_at: Date | null;
  captures?: (Raw & { id: string; created_at: Date | string })[];
}

interface GraphCollection extends Raw {
  currency_code: string;
  payment_sessions?: GraphSession[];
  payments?: GraphPayment[];
}

const COLLECTION_FIELDS = [
  "raw_amount",
  "currency_code",
  "payment_sessions.id",
  "payment_sessions.raw_amount",
  "payment_sessions.currency_code",
  "payment_sessions.provider_id",
  "payment_sessions.status",
  "payment_sessions.data",
  "payment_sessions.payment.id",
  "payment_sessions.payment.canceled_at",
  "payments.id",
  "payments.raw_amount",
  "payments.provider_id",
  "payments.canceled_at",
  "payments.captured_at",
  "payments.captures.id",
  "payments.captures.raw_amount",
  "payments.captures.created_at",
];

/**
 * Loads the sessions, payments, cart and order of a ledger row's payment collection.
 *
 * Every filter value is checked first: an undefined filter would match all rows, and load somebody else's cart.
 */
export async function loadPaymentContext(container: MedusaContainer, row: PaymentRow): Promise<PaymentContext> {
  const { payment_collection_id, provider_id } = row;
  if (!payment_collection_id || !provider_id) throw new Error("a ledger row without collection or provider");
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const [collections, cart, orders] = await Promise.all([
    query.graph({ entity: "payment_collection", fields: COLLECTION_FIELDS, filters: { id: payment_collection_id } }),
    loadCart(container, row),
    query.graph({ entity: "order_payment_collection", fields: ["order_id"], filters: { payment_collection_id } }),
  ]);
  const collection = (collections.data as unknown as GraphCollection[])[0];
  const isOurs = (each: { provider_id: string }) => each.provider_id === provider_id;
  const orderOfCollection = orders.data[0]?.order_id;
  return {
    sessions: (collection?.payment_sessions ?? []).filter(isOurs).map(toSessionView),
    payments: (collection?.payments ?? []).filter(isOurs).map(toPaymentView),
    otherPayments: (collection?.payments ?? []).filter((each) => !isOurs(each)).map(toPaymentView),
    collection: collection && { amount: collection.raw_amount.value, currencyCode: collection.currency_code },
    ...cart,
    orderOfCollection,
    orderId: cart.orderOfCart ?? orderOfCollection,
  };
}

/** The row remembers the cart that its collection belonged to. A payment attached to an order has no cart of its own. */
async function loadCart(container: MedusaContainer, row: PaymentRow) {
  const { payment_collection_id } = row;
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const links = { entity: "cart_payment_collection", fields: ["cart_id"], filters: { payment_collection_id } };
  const cartId: string | undefined = row.cart_id ?? (await query.graph(links)).data[0]?.cart_id;
  return { cartId, orderOfCart: cartId ? await orderOfCart(container, cartId) : undefined };
}

async function orderOfCart(container: MedusaContainer, cartId: string): Promise<string | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({ entity: "order_cart", fields: ["order_id"], filters: { cart_id: cartId } });
  return data[0]?.order_id;
}

function toSessionView({ id, raw_amount, currency_code, status, data, payment }: GraphSession): SessionView {
  const amount = raw_amount.value;
  const view = payment ? { id: payment.id, canceledAt: payment.canceled_at } : undefined;
  return { id, amount, currencyCode: currency_code, status, data, payment: view };
}

function toPaymentView({ id, raw_amount, canceled_at, captured_at, captures }: GraphPayment): PaymentView {
  return {
    id,
    amount: raw_amount.value,
    canceledAt: canceled_at,
    capturedAt: captured_at,
    captures: (captures ?? []).map((capture) => ({
      id: capture.id,
      amount: capture.raw_amount.value,
      createdAt: new Date(capture.created_at),
    })),
  };
}
