import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { PaymentRow } from "../modules/ledger/types";

/** A payment session as far as settling needs it. Amounts are decimal strings. */
export interface SessionView {
  id: string;
  amount: string;
  currency_code: string;
  provider_id: string;
  status: string;
  data: Record<string, unknown>;
  payment: { id: string; canceled_at: Date | null } | undefined;
}

/** A payment of Medusa's; it outlives its session. */
export interface PaymentView {
  id: string;
  amount: string;
  canceled_at: Date | null;
  captured_at: Date | null;
  captures: CaptureView[];
}

export interface CaptureView {
  id: string;
  amount: string;
  created_at: Date;
}

/** Where a ledger row's money belongs in Medusa, as the database has it now. */
export interface Place {
  /** Live sessions of the row's payment collection with the row's provider. */
  sessions: SessionView[];
  /** Its payments with the row's provider, those of deleted sessions too. */
  payments: PaymentView[];
  cart_id: string | undefined;
  /** What the cart, or the order, costs now. */
  collection: { amount: string; currency_code: string } | undefined;
  /** The order that the cart says it became. */
  order_of_cart: string | undefined;
  /** The order that the payment collection is linked to. */
  order_of_collection: string | undefined;
}

interface GraphSession {
  id: string;
  raw_amount: { value: string };
  currency_code: string;
  provider_id: string;
  status: string;
  data: Record<string, unknown>;
  payment?: { id: string; canceled_at: Date | null } | null;
}

interface GraphPayment {
  id: string;
  raw_amount: { value: string };
  provider_id: string;
  canceled_at: Date | null;
  captured_at: Date | null;
  captures?: { id: string; raw_amount: { value: string }; created_at: Date | string }[];
}

interface GraphCollection {
  raw_amount: { value: string };
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
 * Finds sessions, cart and order of a ledger row's payment collection.
 *
 * Every filter is checked for a value first: an undefined filter would match all rows, and with them another's cart.
 */
export async function locate(container: MedusaContainer, row: PaymentRow): Promise<Place> {
  const { payment_collection_id, provider_id } = row;
  if (!payment_collection_id || !provider_id) throw new Error("a ledger row without collection or provider");
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const [collections, cart, orders] = await Promise.all([
    query.graph({ entity: "payment_collection", fields: COLLECTION_FIELDS, filters: { id: payment_collection_id } }),
    locateCart(container, row),
    query.graph({ entity: "order_payment_collection", fields: ["order_id"], filters: { payment_collection_id } }),
  ]);
  const collection = (collections.data as unknown as GraphCollection[])[0];
  const isOurs = (each: { provider_id: string }) => each.provider_id === provider_id;
  return {
    sessions: (collection?.payment_sessions ?? []).filter(isOurs).map(toSessionView),
    payments: (collection?.payments ?? []).filter(isOurs).map(toPaymentView),
    collection: collection && { amount: collection.raw_amount.value, currency_code: collection.currency_code },
    ...cart,
    order_of_collection: orders.data[0]?.order_id,
  };
}

/** The row remembers the cart that its collection belonged to; one that was given to an order has none of its own. */
async function locateCart(
  container: MedusaContainer,
  row: PaymentRow,
): Promise<Pick<Place, "cart_id" | "order_of_cart">> {
  const { payment_collection_id } = row;
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const links = { entity: "cart_payment_collection", fields: ["cart_id"], filters: { payment_collection_id } };
  const cart_id = row.cart_id ?? (await query.graph(links)).data[0]?.cart_id;
  return { cart_id, order_of_cart: cart_id ? await orderOfCart(container, cart_id) : undefined };
}

/** The order that a cart became, if it did. */
async function orderOfCart(container: MedusaContainer, cart_id: string): Promise<string | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({ entity: "order_cart", fields: ["order_id"], filters: { cart_id } });
  return data[0]?.order_id;
}

function toSessionView({ raw_amount, payment, ...session }: GraphSession): SessionView {
  return { ...session, amount: raw_amount.value, payment: payment ?? undefined };
}

function toPaymentView({ raw_amount, captures, ...payment }: GraphPayment): PaymentView {
  return {
    ...payment,
    amount: raw_amount.value,
    captures: (captures ?? []).map((capture) => ({
      id: capture.id,
      amount: capture.raw_amount.value,
      created_at: new Date(capture.created_at),
    })),
  };
}
