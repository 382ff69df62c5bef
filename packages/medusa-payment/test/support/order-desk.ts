import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import type { Answer, Bench, Checkout, Json } from "./suite";

/** What an admin does to orders, and what can be read of them. */
export interface OrderDesk {
  /** Adds mugs, at 10.00 each, or sets the quantity of the order's first item, and confirms the edit. */
  edit(orderId: string, change: { add?: number; quantity?: number }): Promise<void>;
  /** Ships the order's first item and exchanges it for two of the same: ten more. */
  exchange(orderId: string): Promise<void>;
  /** An order of one mug and shipping that waits to be converted. */
  draft(): Promise<string>;
  /** The collection that asks for what is outstanding, and over how much. */
  openCollection(orderId: string): Promise<{ id: string; amount: string } | undefined>;
  /** Pays a payment as seen in the mempool, so that its order is placed. */
  awaited(quantity?: number): Promise<Checkout & { orderId: string; key: string }>;
  /** Pays a session's invoice in full and delivers the news. */
  settle(key: string): Promise<Answer>;
  deliver(key: string): Promise<Answer>;
  captured(orderId: string): Promise<string>;
  pending(orderId: string): Promise<number>;
  announcements: string[];
}

export function orderDesk(bench: Bench): OrderDesk {
  const knex = () => bench.container.resolve(ContainerRegistrationKeys.PG_CONNECTION);
  const ok = async (answer: Promise<Answer>): Promise<Json> => {
    const { status, data } = await answer;
    if (status !== 200) throw new Error(`${status}: ${JSON.stringify(data)}`);
    return data;
  };
  const rowOf = (key: string) =>
    bench.container.resolve("calypso_ledger").payments.findByVendor({ idempotencyKey: key }) as Promise<Json>;
  const desk: OrderDesk = {
    announcements: [],
    async edit(orderId, { add, quantity }) {
      await ok(bench.admin("/order-edits", { order_id: orderId }));
      if (add) {
        const items = [{ variant_id: bench.shop.variantId, quantity: add }];
        await ok(bench.admin(`/order-edits/${orderId}/items`, { items }));
      }
      if (quantity !== undefined) {
        const { order } = await ok(bench.admin(`/orders/${orderId}?fields=*items`));
        await ok(bench.admin(`/order-edits/${orderId}/items/item/${order.items[0].id}`, { quantity }));
      }
      await ok(bench.admin(`/order-edits/${orderId}/request`, {}));
      await ok(bench.admin(`/order-edits/${orderId}/confirm`, {}));
    },
    async exchange(orderId) {
      const { order } = await ok(bench.admin(`/orders/${orderId}?fields=*items`));
      const shipped = { id: order.items[0].id, quantity: 1 };
      await ok(
        bench.admin(`/orders/${orderId}/fulfillments`, { items: [shipped], location_id: bench.shop.locationId }),
      );
      const { exchange } = await ok(bench.admin("/exchanges", { order_id: orderId }));
      await ok(bench.admin(`/exchanges/${exchange.id}/inbound/items`, { items: [shipped] }));
      const items = [{ variant_id: bench.shop.variantId, quantity: 2 }];
      await ok(bench.admin(`/exchanges/${exchange.id}/outbound/items`, { items }));
      await ok(bench.admin(`/exchanges/${exchange.id}/request`, {}));
    },
    async draft() {
      const { draft_order } = await ok(
        bench.admin("/draft-orders", {
          email: "ada@example.com",
          region_id: bench.shop.regionId,
          sales_channel_id: bench.shop.salesChannelId,
          items: [{ variant_id: bench.shop.variantId, quantity: 1 }],
          shipping_methods: [{ shipping_option_id: bench.shop.shippingOptionId, name: "Standard", amount: 5 }],
        }),
      );
      return draft_order.id;
    },
    async openCollection(orderId) {
      const rows = await knex()("payment_collection")
        .join("order_payment_collection", "payment_collection.id", "order_payment_collection.payment_collection_id")
        .where({ "order_payment_collection.order_id": orderId, "order_payment_collection.deleted_at": null })
        .whereIn("payment_collection.status", ["not_paid", "awaiting"])
        .select("payment_collection.id", "payment_collection.amount");
      const open = rows.filter(({ amount }) => Number(amount) > 0);
      if (open.length > 1) throw new Error("more than one open collection");
      return open[0] && { id: open[0].id, amount: String(Number(open[0].amount)) };
    },
    async awaited(quantity) {
      const checkout = await bench.checkout(undefined, quantity);
      const { idempotency_key: key } = await bench.ledgerRow(checkout.sessionId);
      await bench.vendor.control(`/invoices/${key}/pay`, { confirm: false });
      await desk.deliver(key);
      return { ...checkout, key, orderId: (await rowOf(key)).order_id };
    },
    async settle(key) {
      const row = await rowOf(key);
      const isSeen = row.outcome === "detected" || row.outcome === "held";
      await bench.vendor.control(`/invoices/${key}/${isSeen ? "confirm" : "pay"}`, isSeen ? {} : { instant: true });
      return desk.deliver(key);
    },
    deliver: async (key) => bench.deliver({ id: (await rowOf(key)).vendor_id }),
    async captured(orderId) {
      const transactions = await bench.container
        .resolve(Modules.ORDER)
        .listOrderTransactions({ order_id: orderId, reference: "capture" });
      return String(transactions.reduce((sum, { amount }) => sum + Number(amount), 0));
    },
    pending: async (orderId) => (await bench.order(orderId)).summary.pending_difference,
  };
  return desk;
}
