// Long for the table of sequences, all of which are checked against the same totals.

import { decimal } from "@calypso-commerce/core/money";
import { Modules } from "@medusajs/framework/utils";
import { refundDesk, TRON } from "../support/refund-desk";
import { type Json, suite } from "../support/suite";

const back = { reason: "the shopper keeps it" };
const waiting = { destination: undefined };

/** Medusa's own totals of an order, as its Admin API has them. */
interface Totals {
  total: number;
  paid: number;
  refunded: number;
  outstanding: number;
  credit: number;
  collection: { captured: number; refunded: number };
  payment_status: string;
}

await suite({
  name: "refund-totals",
  test: (bench) => {
    const desk = refundDesk(bench);

    beforeEach(async () => {
      bench.vendor.reset();
      await bench.vendor.control("/settings", { autoPayouts: false });
    });

    async function totals(orderId: string): Promise<Totals> {
      const fields = "total,+summary,payment_status,*credit_lines,*payment_collections";
      const { order } = (await bench.admin(`/orders/${orderId}?fields=${fields}`)).data;
      const [collection] = order.payment_collections;
      return {
        total: order.total,
        paid: order.summary.paid_total,
        refunded: order.summary.refunded_total,
        outstanding: order.summary.pending_difference,
        credit: Number(decimal.sum((order.credit_lines ?? []).map(({ amount }: Json) => String(amount)))),
        collection: { captured: collection.captured_amount, refunded: collection.refunded_amount ?? 0 },
        payment_status: order.payment_status,
      };
    }

    /** An order of 25 EUR of which so much is refunded: Medusa lowers its total by credit lines, so that nothing is outstanding. */
    const refundedBy = (refunded: number): Totals => ({
      total: Number((25 - refunded).toFixed(2)),
      paid: 25,
      refunded,
      outstanding: 0,
      credit: refunded,
      collection: { captured: 25, refunded },
      payment_status: refunded === 0 ? "captured" : refunded === 25 ? "refunded" : "partially_refunded",
    });

    interface Shop {
      row: Json;
      orderId: string;
      /** The ledger's newest refund of the order. */
      newest(): Promise<Json>;
    }
    type Step = [what: string, work: (shop: Shop) => Promise<unknown>, expected: number];

    const ask =
      (amount: string, more: object = { destination: TRON }) =>
      ({ row }: Shop) =>
        desk.refunded(row.id, amount, more);
    const onNewest =
      (button: string, body: object = {}) =>
      async ({ newest }: Shop) => {
        const { status, data } = await desk.click((await newest()).id, button, body);
        expect({ status, message: data.message }).toEqual({ status: 200 });
      };
    const refused =
      (amount: string) =>
      async ({ row }: Shop) =>
        expect((await desk.refund(row.id, amount)).status).toBe(400);
    const button =
      (amount: number) =>
      async ({ orderId }: Shop) =>
        expect((await desk.medusaRefund(orderId, amount)).status).toBe(200);
    const atVendor = (what: string) => () => desk.vendor(what);

    const sequences: Record<string, Step[]> = {
      "full, arrived": [
        ["all of it", ask("25"), 25],
        ["it arrives", atVendor("complete"), 25],
        ["a cent more", refused("0.01"), 25],
      ],
      "in parts, and never more than there is": [
        ["a part", ask("7.50"), 7.5],
        ["a part", ask("0.01"), 7.51],
        ["too much", refused("17.50"), 7.51],
        ["the rest", ask("17.49"), 25],
      ],
      "failed after it was booked, tried again, arrived": [
        ["a part", ask("9"), 9],
        ["it fails", atVendor("fail"), 9],
        ["again", onNewest("retry"), 9],
        ["it arrives", atVendor("complete"), 9],
      ],
      "failed after it was booked, taken back, requested again": [
        ["a part", ask("9"), 9],
        ["it fails", atVendor("fail"), 9],
        ["taken back", onNewest("cancel", back), 0],
        ["taken back again", onNewest("cancel", back), 0],
        ["all of it", ask("25"), 25],
        ["it arrives", atVendor("complete"), 25],
      ],
      "one of two taken back": [
        ["a part", ask("4", waiting), 4],
        ["another", ask("6"), 10],
        ["it fails", atVendor("fail"), 10],
        ["taken back", onNewest("cancel", back), 4],
        ["the rest", ask("21"), 25],
      ],
      "Medusa's own button, then an address": [
        ["a part", button(5), 5],
        ["an address", onNewest("destination", { destination: TRON }), 5],
        ["it arrives", atVendor("complete"), 5],
        ["another part", button(20), 25],
        ["taken back", onNewest("cancel", back), 5],
        ["by the plugin", ask("3"), 8],
      ],
    };

    it.each(Object.entries(sequences))("%s", async (_, steps) => {
      const { row, orderId } = await desk.paidOrder(2);
      const newest = async () => (await bench.admin(`/calypso/refunds?payment_id=${row.id}`)).data.refunds[0];
      expect(await totals(orderId)).toEqual(refundedBy(0));
      for (const [what, work, expected] of steps) {
        await work({ row, orderId, newest });
        expect({ what, ...(await totals(orderId)) }).toEqual({ what, ...refundedBy(expected) });
      }
    });

    it("what the order owes the shopper already is refunded without a credit line, and owed again when that is taken back", async () => {
      const { row, orderId } = await desk.paidOrder(2);
      // What an exchange or a claim of Medusa's writes; its route for credit lines takes none while nothing is outstanding.
      const actions = [{ action: "CREDIT_LINE_ADD", amount: 10, reference: "goodwill", reference_id: "x" }];
      const orders = bench.container.resolve(Modules.ORDER);
      const change = await orders.createOrderChange({
        order_id: orderId,
        change_type: "credit_line",
        actions,
      } as Json);
      await orders.confirmOrderChange({ id: (change as Json).id } as Json);
      const owed = { ...refundedBy(0), total: 15, outstanding: -10, credit: 10 };
      expect(await totals(orderId)).toEqual(owed);
      const { id } = await desk.refunded(row.id, "10", waiting);
      const paid = { total: 15, paid: 25, refunded: 10, outstanding: 0, credit: 10 };
      expect(await totals(orderId)).toMatchObject(paid);
      expect(await desk.click(id, "cancel", back)).toMatchObject({ status: 200 });
      expect(await totals(orderId)).toEqual(owed);
      // More than is owed: the rest is a credit line, which alone is taken back.
      const more = await desk.refunded(row.id, "12", waiting);
      expect(await totals(orderId)).toMatchObject({ total: 13, refunded: 12, outstanding: 0, credit: 12 });
      expect(await desk.click(more.id, "cancel", back)).toMatchObject({ status: 200 });
      expect(await totals(orderId)).toEqual(owed);
    });

    it("a returned item's refund, in part, taken back, and in full", async () => {
      const { row, orderId } = await desk.paidOrder(2);
      const { order } = (await bench.admin(`/orders/${orderId}?fields=*items`)).data;
      const items = [{ id: order.items[0].id, quantity: 1 }];
      const post = async (path: string, body: object = {}) => {
        const { status, data } = await bench.admin(path, body);
        expect({ path, status, message: data.message }).toEqual({ path, status: 200 });
        return data;
      };
      const location_id = bench.shop.locationId;
      await post(`/orders/${orderId}/fulfillments`, {
        items: [{ id: order.items[0].id, quantity: 2 }],
        location_id,
      });
      const { return: returned } = await post("/returns", { order_id: orderId, location_id });
      await post(`/returns/${returned.id}/request-items`, { items });
      await post(`/returns/${returned.id}/request`);
      await post(`/returns/${returned.id}/receive`);
      await post(`/returns/${returned.id}/receive-items`, { items });
      await post(`/returns/${returned.id}/receive/confirm`);
      const owed = { total: 15, paid: 25, refunded: 0, outstanding: -10, credit: 0 };
      expect(await totals(orderId)).toMatchObject(owed);
      const { id } = await desk.refunded(row.id, "4", waiting);
      expect(await totals(orderId)).toMatchObject({ total: 15, refunded: 4, outstanding: -6, credit: 0 });
      await desk.click(id, "cancel", back);
      expect(await totals(orderId)).toMatchObject(owed);
      await desk.refunded(row.id, "10");
      await desk.vendor("complete");
      expect(await totals(orderId)).toMatchObject({ total: 15, refunded: 10, outstanding: 0, credit: 0 });
    });

    const longAgo = ({ id }: Json) =>
      desk
        .knex()("calypso_refund")
        .where({ id })
        .update({ created_at: new Date(Date.now() - 60_000) });

    /** A refund whose store was killed after the order's transaction, before its credit line. */
    async function halfBooked(paid: { row: Json; orderId: string }, amount: string): Promise<Json> {
      const order_id = paid.orderId;
      const credit_before = String((await totals(order_id)).credit);
      const refund = await desk.interrupted(paid, amount, { credit_before });
      const { refund_id } = await desk.knex()("calypso_refund").where({ id: refund.id }).first();
      const transaction = { order_id, currency_code: "eur", reference: "refund", reference_id: refund_id };
      const booked = { ...transaction, amount: decimal.multiply(amount, "-1") } as Json;
      await bench.container.resolve(Modules.ORDER).addOrderTransactions([booked]);
      await longAgo(refund);
      return refund;
    }

    it("killed before the ledger was told of Medusa's refund row: the row goes, and the next refund has one transaction", async () => {
      const paid = await desk.paidOrder(2);
      const { id } = await desk.refunded(paid.row.id, "5", waiting);
      const { refund_id } = await desk.knex()("calypso_refund").where({ id }).first();
      expect(await desk.click(id, "cancel", back)).toMatchObject({ status: 200 });
      // As it was before: the row is there, nothing else is.
      await desk.knex()("refund").where({ id: refund_id }).update({ deleted_at: null });
      const begun = {
        state: "ready",
        booked_at: null,
        reversing_at: null,
        reversed_at: null,
        refund_id: null,
        credit: null,
      };
      await desk.knex()("calypso_refund").where({ id }).update(begun);
      await longAgo({ id });
      await desk.refunded(paid.row.id, "2", waiting);
      expect(await totals(paid.orderId)).toEqual(refundedBy(2));
      expect(await desk.read(id)).toMatchObject({ state: "canceled", error: expect.stringContaining("interrupted") });
    });

    async function rightAfterOthers(
      another: (paid: { row: Json; orderId: string }) => Promise<unknown>,
    ): Promise<void> {
      const paid = await desk.paidOrder(2);
      await desk.refunded(paid.row.id, "2", waiting);
      const half = await halfBooked(paid, "5");
      for (let count = 0; count < 3; count++) await another(paid);
      await desk.reconcile();
      expect(await totals(paid.orderId)).toEqual(refundedBy(10));
      expect(await desk.click(half.id, "cancel", back)).toMatchObject({ status: 200 });
      expect(await totals(paid.orderId)).toEqual(refundedBy(5));
    }

    it("killed before a refund's credit line, others follow by the plugin before it is gone on with", () =>
      rightAfterOthers(({ row }) => desk.refunded(row.id, "1", waiting)));

    it("killed before a refund's credit line, others follow with Medusa's own button before it is gone on with", () =>
      rightAfterOthers(({ orderId }) => desk.medusaRefund(orderId, 1)));

    it("Medusa's own refund is in the ledger even while the payment's refunds can't be locked", async () => {
      const paid = await desk.paidOrder(2);
      const locking = bench.container.resolve(Modules.LOCKING);
      const execute = locking.execute.bind(locking);
      const spy = vi.spyOn(locking, "execute").mockImplementation((keys, job, args) => {
        if (String(keys).startsWith("calypso-refunds-of:")) throw new Error("Timed-out acquiring lock.");
        return execute(keys, job, args);
      });
      try {
        expect(await bench.admin(`/orders/${paid.orderId}/cancel`, {})).toMatchObject({ status: 200 });
      } finally {
        spy.mockRestore();
      }
      const { refunds } = (await bench.admin(`/calypso/refunds?payment_id=${paid.row.id}`)).data;
      expect(refunds).toMatchObject([{ state: "awaiting_destination", amount: "25", origin: "medusa" }]);
    });

    it("killed after a refund's credit line, it is taken back before it is gone on with", async () => {
      const paid = await desk.paidOrder(2);
      const { id } = await desk.refunded(paid.row.id, "5", waiting);
      await desk.knex()("calypso_refund").where({ id }).update({ booked_at: null, credit: null });
      expect(await desk.refund(paid.row.id, "3", waiting)).toMatchObject({ status: 409 });
      expect(await desk.click(id, "cancel", back)).toMatchObject({ status: 200 });
      expect(await totals(paid.orderId)).toEqual(refundedBy(0));
    });

    it("while another change of the order is open Medusa takes none: refused, and the totals are as before", async () => {
      const paid = await desk.paidOrder(2);
      await desk.refunded(paid.row.id, "2", waiting);
      const change = { order_id: paid.orderId, change_type: "edit" } as Json;
      const { id } = (await bench.container.resolve(Modules.ORDER).createOrderChange(change)) as Json;
      const { status, data } = await desk.refund(paid.row.id, "1", waiting);
      expect(status).toBe(400);
      expect(data.message).toContain("active");
      expect(await totals(paid.orderId)).toEqual(refundedBy(2));
      await bench.container.resolve(Modules.ORDER).deleteOrderChanges([id]);
      await desk.refunded(paid.row.id, "3", waiting);
      expect(await totals(paid.orderId)).toEqual(refundedBy(5));
    });

    it("what came too much is paid back beside the order's books", async () => {
      const { sessionId, data } = await bench.checkout(undefined, 2);
      const amount = (Number(data.crypto_amount) * 1.2).toFixed(6);
      await bench.vendor.control(`/invoices/${sessionId}/pay`, { instant: true, amount });
      await bench.deliver({ id: "unknown", externalId: sessionId });
      const row = await bench.ledgerRow(sessionId);
      expect(await totals(row.order_id)).toEqual(refundedBy(0));
      await desk.refunded(row.id, "4.99", { part: "unclaimed", destination: TRON, basis: "crypto" });
      await desk.vendor("complete");
      expect(await totals(row.order_id)).toEqual(refundedBy(0));
      await desk.refunded(row.id, "25");
      expect(await totals(row.order_id)).toEqual(refundedBy(25));
    });

    it("a cancelled order is refunded in its books, whether its payout arrives or fails", async () => {
      const { row, orderId } = await desk.paidOrder(2);
      await desk.refunded(row.id, "5");
      expect(await bench.admin(`/orders/${orderId}/cancel`, {})).toMatchObject({ status: 200 });
      const { refunds } = (await bench.admin(`/calypso/refunds?payment_id=${row.id}`)).data;
      const rest = refunds.find(({ state }: Json) => state === "awaiting_destination");
      expect(rest).toMatchObject({ amount: "20", origin: "medusa" });
      const books = { paid: 25, refunded: 25, outstanding: 0, collection: { captured: 25, refunded: 25 } };
      expect(await totals(orderId)).toMatchObject(books);
      await desk.click(rest.id, "destination", { destination: TRON });
      await desk.vendor("fail");
      expect(await desk.read(rest.id)).toMatchObject({ state: "failed" });
      expect(await desk.click(rest.id, "retry")).toMatchObject({ status: 200 });
      await desk.vendor("complete");
      expect(await totals(orderId)).toMatchObject(books);
      expect(await desk.refund(row.id, "0.01")).toMatchObject({ status: 400 });
    });

    it("Medusa's automatic refund of a paid cart that can't be completed waits for an address, once, and is paid out", async () => {
      const { sessionId } = await bench.checkout(undefined, 2);
      await bench.vendor.control(`/invoices/${sessionId}/pay`, { instant: true });
      await bench.container
        .resolve(Modules.INVENTORY)
        .updateInventoryLevels([
          { inventory_item_id: bench.shop.inventoryItemId, location_id: bench.shop.locationId, stocked_quantity: 0 },
        ]);
      // Not the plugin's way, which refunds nothing: who calls Medusa's own workflow gets its automatic refund.
      const input = { action: "captured", data: { session_id: sessionId, amount: 25 } };
      await bench.container
        .resolve(Modules.WORKFLOW_ENGINE)
        .run("process-payment-workflow", { input, throwOnError: false });
      const { refunds } = (await bench.admin("/calypso/refunds")).data;
      expect(refunds).toMatchObject([{ state: "awaiting_destination", amount: "25", order_id: null }]);
      expect(await bench.orders()).toEqual([]);
      await desk.click(refunds[0].id, "destination", { destination: TRON });
      await desk.vendor("complete");
      expect(await desk.read(refunds[0].id)).toMatchObject({ state: "completed" });
      expect(await desk.payouts()).toHaveLength(1);
      const collections = await bench.container.resolve(Modules.PAYMENT).listPaymentCollections({});
      expect(
        collections.map(({ captured_amount, refunded_amount }) => [captured_amount, refunded_amount]),
      ).toContainEqual([25, 25]);
    });
  },
});
