import { orderDesk } from "../support/order-desk";
import { suite } from "../support/suite";

type AnnounceLostOrders = typeof import("../../src/reconcile/announce-lost-orders");

await suite({
  name: "changed-orders",
  test: (bench) => {
    const desk = orderDesk(bench);
    beforeEach(() => bench.vendor.reset());

    const rowOf = (sessionId: string) => bench.ledgerRow(sessionId);

    /** The outstanding amount is paid through the order's open collection. */
    async function payOutstanding(orderId: string): Promise<void> {
      const open = await desk.openCollection(orderId);
      const session = await bench.session(String(open?.id));
      const { idempotency_key } = await rowOf(session.id);
      expect(await desk.settle(idempotency_key)).toMatchObject({ status: 200 });
      expect(await rowOf(session.id)).toMatchObject({ captured_at: expect.any(Date), attention: null });
    }

    async function paidOrder(): Promise<string> {
      const { key, orderId } = await desk.awaited();
      await desk.settle(key);
      return orderId;
    }

    describe("order.placed is announced once", () => {
      const announceLost = () =>
        bench.built<AnnounceLostOrders>("reconcile/announce-lost-orders").announceLostOrders(bench.container, -1_000);

      it("when an edit's outstanding amount is paid", async () => {
        const seen = bench.listen("order.placed");
        const orderId = await paidOrder();
        await desk.edit(orderId, { add: 1 });
        await payOutstanding(orderId);
        expect(await desk.pending(orderId)).toBe(0);
        expect(await announceLost()).toBe(0);
        expect(seen).toHaveLength(1);
      });

      it("when an exchange's outstanding amount is paid", async () => {
        const seen = bench.listen("order.placed");
        const orderId = await paidOrder();
        await desk.exchange(orderId);
        await payOutstanding(orderId);
        expect(await desk.pending(orderId)).toBe(0);
        expect(await announceLost()).toBe(0);
        expect(seen).toHaveLength(1);
      });

      it("when a converted draft is paid", async () => {
        const seen = bench.listen("order.placed");
        const orderId = await desk.draft();
        await bench.admin(`/draft-orders/${orderId}/convert-to-order`, {});
        const made = await bench.admin("/payment-collections", { order_id: orderId, amount: 15 });
        expect(made).toMatchObject({ status: 200 });
        await payOutstanding(orderId);
        expect(await desk.pending(orderId)).toBe(0);
        expect(await announceLost()).toBe(0);
        expect(seen).toHaveLength(1);
      });

      it("when a second payment of its cart is given to it", async () => {
        const seen = bench.listen("order.placed");
        const { orderId, collectionId, key } = await desk.awaited();
        await vi.waitFor(() => expect(seen).toHaveLength(1));
        await desk.edit(orderId, { add: 1 });
        await bench.session(collectionId, { crypto_currency: "BTC" });
        await desk.settle(key);
        expect(await announceLost()).toBe(0);
        expect(seen).toHaveLength(1);
      });
    });

    describe("the order changes while its payment is awaited", () => {
      it("edited up: what came is booked, the difference stays outstanding and can be paid", async () => {
        const { orderId, key, sessionId } = await desk.awaited();
        await desk.edit(orderId, { add: 1 });
        expect(await desk.pending(orderId)).toBe(25);
        expect(await desk.settle(key)).toMatchObject({ status: 200 });
        expect(await rowOf(sessionId)).toMatchObject({ attention: null, captured_at: expect.any(Date) });
        expect(await desk.captured(orderId)).toBe("15");
        expect(await desk.pending(orderId)).toBe(10);
        expect(await desk.openCollection(orderId)).toMatchObject({ amount: "10" });
        await payOutstanding(orderId);
        expect(await desk.captured(orderId)).toBe("25");
        expect(await desk.pending(orderId)).toBe(0);
        expect(await bench.order(orderId)).toMatchObject({ payment_status: "captured" });
      });

      it("edited down: what came is booked, the difference is owed to the shopper", async () => {
        const { orderId, key, sessionId } = await desk.awaited(2);
        await desk.edit(orderId, { quantity: 1 });
        expect(await desk.settle(key)).toMatchObject({ status: 200 });
        expect(await rowOf(sessionId)).toMatchObject({ captured_at: expect.any(Date) });
        expect(await desk.captured(orderId)).toBe("25");
        expect(await desk.pending(orderId)).toBe(-10);
      });

      it("edited several times: the last total counts", async () => {
        const { orderId, key } = await desk.awaited();
        await desk.edit(orderId, { add: 2 });
        await desk.edit(orderId, { quantity: 2 });
        await desk.settle(key);
        await desk.edit(orderId, { quantity: 1 });
        expect(await desk.captured(orderId)).toBe("15");
        expect(await desk.pending(orderId)).toBe(20);
        await payOutstanding(orderId);
        expect(await desk.pending(orderId)).toBe(0);
      });

      it("edited, and a new session opened over the new total: both payments are booked", async () => {
        const { orderId, collectionId, key } = await desk.awaited();
        await desk.edit(orderId, { add: 1 });
        await bench.session(collectionId, { crypto_currency: "BTC" });
        expect(await desk.settle(key)).toMatchObject({ status: 200 });
        expect(await desk.captured(orderId)).toBe("15");
        expect(await desk.pending(orderId)).toBe(10);
        await payOutstanding(orderId);
        expect(await desk.pending(orderId)).toBe(0);
      });

      it("exchanged: what came is booked", async () => {
        const { orderId, key } = await desk.awaited();
        await desk.exchange(orderId);
        await desk.settle(key);
        expect(await desk.captured(orderId)).toBe("15");
        expect(await desk.pending(orderId)).toBe(10);
        await payOutstanding(orderId);
        expect(await desk.pending(orderId)).toBe(0);
      });
    });

    it("edited between authorization and capture: what came is booked although Medusa canceled the payment", async () => {
      const checkout = await bench.checkout();
      const { idempotency_key: key } = await rowOf(checkout.sessionId);
      await bench.vendor.control(`/invoices/${key}/pay`, { instant: true });
      // Whoever completes the cart authorizes the payment, and the subscriber that captures it is late.
      const bus = bench.container.resolve("event_bus") as unknown as { emit(): Promise<void> };
      const emit = vi.spyOn(bus, "emit").mockResolvedValue(undefined);
      const { data } = await bench.store(`/carts/${checkout.cartId}/complete`, {});
      const orderId = data.order.id as string;
      await desk.edit(orderId, { add: 1 });
      emit.mockRestore();
      expect(await desk.deliver(key)).toMatchObject({ status: 200 });
      expect(await desk.captured(orderId)).toBe("15");
      expect(await desk.pending(orderId)).toBe(10);
      await payOutstanding(orderId);
      expect(await desk.pending(orderId)).toBe(0);
      await bench.container.resolve("calypso_ledger").payments.markAnnounced([checkout.collectionId]);
    });
  },
});
