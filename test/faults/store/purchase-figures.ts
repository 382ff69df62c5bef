import { query } from "@calypso-commerce/testkit/postgres";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { type Purchase, paidPurchases } from "./purchases.ts";

export interface PurchaseFigures {
  /** Carts paid in full or more. */
  paid: number;
  orders: number;
  /** Paid carts without a captured order. */
  lost: number;
  duplicate_orders: number;
  /** Carts that were captured for a wrong amount, more than once, or without being paid. */
  wrong_amounts: number;
  /** Captured orders whose transactions do not add up to the capture. */
  unbooked: number;
}

interface CartRow extends Record<string, unknown> {
  cart_id: string;
  order_id: string;
  captures: string[];
  booked: string;
}

async function cartsWithOrders(databaseUrl: string): Promise<CartRow[]> {
  return query<CartRow>(
    databaseUrl,
    `select oc.cart_id, oc.order_id,
            coalesce(array_agg(c.amount::text) filter (where c.id is not null), '{}') as captures,
            coalesce((select sum(t.amount) from order_transaction t where t.order_id = oc.order_id and t.deleted_at is null), 0)::text
              as booked
       from order_cart oc
       join order_payment_collection opc on opc.order_id = oc.order_id and opc.deleted_at is null
       left join payment p on p.payment_collection_id = opc.payment_collection_id and p.deleted_at is null
       left join capture c on c.payment_id = p.id and c.deleted_at is null
      where oc.deleted_at is null
      group by oc.cart_id, oc.order_id`,
  );
}

async function capturedCarts(databaseUrl: string): Promise<Set<string>> {
  // Medusa books the payment on the order a moment after the capture.
  const rows = (await cartsWithOrders(databaseUrl)).filter(
    ({ captures, booked }) => captures.length > 0 && Number(booked) > 0,
  );
  return new Set(rows.map(({ cart_id }) => cart_id));
}

/** Number of these carts with a captured order. */
export async function countCaptured(databaseUrl: string, purchases: Purchase[]): Promise<number> {
  const carts = await capturedCarts(databaseUrl);
  return purchases.filter(({ cartId }) => carts.has(cartId)).length;
}

/** Waits until each of these carts has a captured order. @param meanwhile called before each look */
export async function waitUntilCaptured(
  databaseUrl: string,
  purchases: Purchase[],
  { timeoutMs = 600_000, meanwhile = async () => {} }: { timeoutMs?: number; meanwhile?: () => Promise<unknown> } = {},
): Promise<void> {
  await waitUntil(
    "every paid cart is captured",
    async () => {
      await meanwhile();
      return (await countCaptured(databaseUrl, purchases)) === purchases.length;
    },
    { timeoutMs, everyMs: 500 },
  );
}

/** Logs how far each paid cart without a captured order got. */
export async function logLosses(databaseUrl: string, purchases: Purchase[]): Promise<void> {
  const carts = await capturedCarts(databaseUrl);
  for (const { cartId, sessionId } of paidPurchases(purchases).filter((each) => !carts.has(each.cartId))) {
    const ledger = await query(
      databaseUrl,
      "select session_id, state, outcome, attention, creation, captured_at, order_id, read_at from calypso_payment where cart_id = $1",
      [cartId],
    );
    const orders = await query(databaseUrl, "select order_id from order_cart where cart_id = $1", [cartId]);
    const executions = await query(
      databaseUrl,
      "select workflow_id, state from workflow_execution where context::text like '%' || $1 || '%'",
      [cartId],
    );
    console.error(JSON.stringify({ cartId, sessionId, ledger, orders, executions }));
  }
}

/** Logs the captures, transactions and audit entries of an order that was captured wrongly. */
async function logWrongCapture(databaseUrl: string, { cartId, sessionId, total, paid }: Purchase): Promise<void> {
  const orders = await query(
    databaseUrl,
    `select p.id, p.amount::text, p.captured_at, c.id as capture, c.amount::text as captured, c.created_at, c.created_by
       from order_cart oc
       join order_payment_collection opc on opc.order_id = oc.order_id
       join payment p on p.payment_collection_id = opc.payment_collection_id
       left join capture c on c.payment_id = p.id
      where oc.cart_id = $1`,
    [cartId],
  );
  const transactions = await query(
    databaseUrl,
    `select t.reference, t.reference_id, t.amount::text, t.created_at, t.deleted_at
       from order_transaction t join order_cart oc on oc.order_id = t.order_id where oc.cart_id = $1`,
    [cartId],
  );
  const audit = await query(
    databaseUrl,
    `select a.actor, a.action, a.created_at from calypso_audit_entry a join calypso_payment p on p.id = a.subject_id
      where p.cart_id = $1 order by a.created_at`,
    [cartId],
  );
  console.error(JSON.stringify({ cartId, sessionId, total, paid, orders, transactions, audit }));
}

export async function purchaseFigures(databaseUrl: string, purchases: Purchase[]): Promise<PurchaseFigures> {
  const rows = await cartsWithOrders(databaseUrl);
  const paid = paidPurchases(purchases);
  const of = ({ cartId }: Purchase) => rows.filter((row) => row.cart_id === cartId);
  const hasCapture = (purchase: Purchase) => of(purchase).some(({ captures }) => captures.length > 0);
  const isRight = (purchase: Purchase) => {
    const [order, ...others] = of(purchase);
    return others.length === 0 && order?.captures.length === 1 && Number(order.captures[0]) === purchase.total;
  };
  for (const purchase of purchases.filter((each) => hasCapture(each) && !(paid.includes(each) && isRight(each))))
    await logWrongCapture(databaseUrl, purchase);
  return {
    paid: paid.length,
    orders: purchases.filter((purchase) => of(purchase).length > 0).length,
    lost: paid.filter((purchase) => !hasCapture(purchase)).length,
    duplicate_orders: purchases.filter((purchase) => of(purchase).length > 1).length,
    wrong_amounts:
      paid.filter((purchase) => hasCapture(purchase) && !isRight(purchase)).length +
      purchases.filter((purchase) => !paid.includes(purchase) && hasCapture(purchase)).length,
    unbooked: paid.filter((purchase) =>
      of(purchase).some(({ captures, booked }) => captures.length > 0 && Number(booked) !== purchase.total),
    ).length,
  };
}

/** Number of orders without a cart that are not cancelled: a killed completion left them, and they reserve stock. */
export async function countOrphans(databaseUrl: string): Promise<number> {
  const [row] = await query<{ count: string }>(
    databaseUrl,
    `select count(*) from "order" o
      where o.deleted_at is null and o.status <> 'canceled'
        and not exists (select 1 from order_cart oc where oc.order_id = o.id and oc.deleted_at is null)`,
  );
  return Number(row?.count);
}
