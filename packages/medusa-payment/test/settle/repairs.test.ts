import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { type Checkout, type Json, suite } from "../support/suite";

type Reconcile = typeof import("../../src/reconcile/reconcile");
type AnnounceLostOrders = typeof import("../../src/reconcile/announce-lost-orders");
type RepairOrphanOrders = typeof import("../../src/reconcile/repair-orphan-orders");

/** States that a killed process leaves behind, made by hand here; the crash tests make them by killing. */
await suite({
  name: "repairs",
  modules: { locking: "postgres" },
  test: (bench) => {
    beforeEach(() => bench.vendor.reset());

    const knex = () => bench.container.resolve(ContainerRegistrationKeys.PG_CONNECTION);
    const link = () => bench.container.resolve(ContainerRegistrationKeys.LINK);
    const pay = (sessionId: string, body: object = { instant: true }) =>
      bench.vendor.control(`/invoices/${sessionId}/pay`, body);
    const tell = async (sessionId: string) => bench.deliver({ id: (await bench.ledgerRow(sessionId)).vendor_id });

    async function awaitingOrder(): Promise<Checkout & { orderId: string }> {
      const checkout = await bench.checkout();
      await pay(checkout.sessionId, { confirm: false });
      await tell(checkout.sessionId);
      return { ...checkout, orderId: (await bench.ledgerRow(checkout.sessionId)).order_id };
    }

    async function capturedWithoutTransaction(): Promise<{ sessionId: string; order_id: string }> {
      const { sessionId } = await bench.checkout();
      await pay(sessionId);
      await tell(sessionId);
      const { order_id } = await bench.ledgerRow(sessionId);
      const orders = bench.container.resolve(Modules.ORDER);
      const [transaction] = await orders.listOrderTransactions({ order_id });
      await orders.deleteOrderTransactions([String(transaction?.id)]);
      return { sessionId, order_id };
    }

    it("killed between the order's links: writes the missing link to the cart, else it would always be refused", async () => {
      const { sessionId, orderId, cartId } = await awaitingOrder();
      await link().dismiss({ [Modules.ORDER]: { order_id: orderId }, [Modules.CART]: { cart_id: cartId } });
      await bench.vendor.control(`/invoices/${sessionId}/confirm`);
      expect(await tell(sessionId)).toMatchObject({ status: 200 });
      expect(await bench.orders()).toHaveLength(1);
      const order = await bench.order(orderId);
      expect(order).toMatchObject({ payment_status: "captured", transactions: [{ amount: 15 }] });
      expect(await bench.store(`/carts/${cartId}/complete`, {})).toMatchObject({
        status: 200,
        data: { order: { id: orderId } },
      });
    });

    it("killed between the order's links: writes the missing link to the payment, else the order would stay unpaid", async () => {
      const { sessionId, orderId, collectionId } = await awaitingOrder();
      const pair = {
        [Modules.ORDER]: { order_id: orderId },
        [Modules.PAYMENT]: { payment_collection_id: collectionId },
      };
      await link().dismiss(pair);
      await bench.vendor.control(`/invoices/${sessionId}/confirm`);
      // The completion may be about to write it.
      expect(await tell(sessionId)).toMatchObject({ status: 503 });
      expect(await bench.ledgerRow(sessionId)).toMatchObject({ captured_at: null });
      await knex()("order")
        .where({ id: orderId })
        .update({ created_at: new Date(Date.now() - 3 * 60_000) });
      expect(await tell(sessionId)).toMatchObject({ status: 200 });
      expect(await bench.orders()).toHaveLength(1);
      const order = await bench.order(orderId);
      expect(order).toMatchObject({ payment_status: "captured", transactions: [{ amount: 15 }] });
    });

    it("killed after the capture: writes the order's missing transaction", async () => {
      const { sessionId, order_id } = await capturedWithoutTransaction();
      expect((await bench.order(order_id)).summary.pending_difference).toBe(15);
      expect(await tell(sessionId)).toMatchObject({ status: 200 });
      const order = await bench.order(order_id);
      expect(order.summary.pending_difference).toBe(0);
      expect(order.transactions).toHaveLength(1);
      const [payment] = await bench.container.resolve(Modules.PAYMENT).listPayments({}, { relations: ["captures"] });
      expect(payment?.captures).toHaveLength(1);
    });

    it("killed after the capture, of an invoice that the vendor has declined since: books what was captured, and lists it", async () => {
      const { sessionId, order_id } = await capturedWithoutTransaction();
      const original = globalThis.fetch;
      globalThis.fetch = async (input, init) => {
        const answer = await original(input, init);
        const text = (await answer.text()).replace(/"state":\s*"(PAID|COMPLETED)"/, '"state":"DECLINED"');
        return new Response(text, { status: answer.status, headers: answer.headers });
      };
      try {
        expect(await tell(sessionId)).toMatchObject({ status: 200 });
      } finally {
        globalThis.fetch = original;
      }
      expect(await bench.ledgerRow(sessionId)).toMatchObject({ outcome: "declined", attention: "declined" });
      const order = await bench.order(order_id);
      expect(order.summary.pending_difference).toBe(0);
      expect(order.transactions).toMatchObject([{ amount: 15 }]);
    });

    it("killed while capturing: ends the capture that Medusa had begun, else it could never be captured", async () => {
      const { sessionId } = await bench.checkout();
      await pay(sessionId);
      await tell(sessionId);
      const { id, order_id } = await bench.ledgerRow(sessionId);
      const orders = bench.container.resolve(Modules.ORDER);
      const [transaction] = await orders.listOrderTransactions({ order_id });
      await orders.deleteOrderTransactions([String(transaction?.id)]);
      await knex()("payment").update({ captured_at: null });
      await knex()("payment_collection").update({ status: "authorized", captured_amount: 0, completed_at: null });
      await knex()("calypso_payment").where({ id }).update({ captured_at: null, order_id: null, closed_at: null });
      // An admin may be capturing at this very moment.
      expect(await tell(sessionId)).toMatchObject({ status: 503 });
      expect((await bench.order(order_id)).transactions).toEqual([]);
      await knex()("capture").update({ created_at: new Date(Date.now() - 5 * 60_000) });
      expect(await tell(sessionId)).toMatchObject({ status: 200 });
      const order = await bench.order(order_id);
      expect(order).toMatchObject({ payment_status: "captured", transactions: [{ amount: 15 }] });
      expect(order.summary.pending_difference).toBe(0);
      const [payment] = await bench.container.resolve(Modules.PAYMENT).listPayments({}, { relations: ["captures"] });
      expect(payment).toMatchObject({ captured_at: expect.any(Date), captures: [{ amount: 15 }] });
    });

    it("captured in part by an admin: what is left is captured, not the whole once more (#14411)", async () => {
      const { sessionId } = await bench.checkout();
      await pay(sessionId);
      await tell(sessionId);
      const { id, order_id } = await bench.ledgerRow(sessionId);
      const orders = bench.container.resolve(Modules.ORDER);
      const [whole] = await orders.listOrderTransactions({ order_id });
      await orders.deleteOrderTransactions([String(whole?.id)]);
      const reference = { reference: "capture", reference_id: String(whole?.reference_id) };
      await orders.addOrderTransactions([{ order_id, amount: 5, currency_code: "eur", ...reference }]);
      await knex()("capture").update({ amount: 5, raw_amount: { value: "5", precision: 20 } });
      await knex()("payment").update({ captured_at: null });
      await knex()("calypso_payment").where({ id }).update({ captured_at: null, order_id: null, closed_at: null });
      expect(await tell(sessionId)).toMatchObject({ status: 200 });
      const order = await bench.order(order_id);
      expect(order.transactions.map(({ amount }: Json) => amount).sort()).toEqual([10, 5]);
      expect(order).toMatchObject({ payment_status: "captured", summary: { pending_difference: 0 } });
    });

    it("killed before order.placed was sent: the job sends it, once", async () => {
      const { sessionId } = await bench.checkout();
      await pay(sessionId);
      await tell(sessionId);
      const row = await bench.ledgerRow(sessionId);
      await vi.waitFor(async () => expect((await bench.ledgerRow(sessionId)).announced_at).toBeTruthy());
      await knex()("calypso_payment").where({ id: row.id }).update({ announced_at: null });
      const seen: Json[] = [];
      const bus = bench.container.resolve(Modules.EVENT_BUS);
      bus.subscribe("order.placed", async ({ data }: Json) => void seen.push(data), { subscriberId: "test" });
      const { announceLostOrders } = bench.built<AnnounceLostOrders>("reconcile/announce-lost-orders");
      expect(await announceLostOrders(bench.container, -1_000)).toBe(1);
      await vi.waitFor(() => expect(seen).toEqual([{ id: row.order_id }]));
      expect(await announceLostOrders(bench.container, -1_000)).toBe(0);
      bus.unsubscribe("order.placed", async () => undefined, { subscriberId: "test" });
    });

    it("killed before any link: cancels the order that belongs to nobody, and frees its stock", async () => {
      const { orderId, cartId, collectionId } = await awaitingOrder();
      await link().dismiss([
        { [Modules.ORDER]: { order_id: orderId }, [Modules.CART]: { cart_id: cartId } },
        { [Modules.ORDER]: { order_id: orderId }, [Modules.PAYMENT]: { payment_collection_id: collectionId } },
      ]);
      await knex()("workflow_execution")
        .where({ workflow_id: "complete-cart" })
        .update({
          state: "not_started",
          context: JSON.stringify({ data: { payload: { id: cartId } } }),
          created_at: new Date(Date.now() - 5_000),
        });
      const { repairOrphanOrders } = bench.built<RepairOrphanOrders>("reconcile/repair-orphan-orders");
      expect(await repairOrphanOrders(bench.container, undefined, 3 * 60_000)).toBe(0);
      expect(await repairOrphanOrders(bench.container, undefined, -60_000)).toBe(1);
      expect(await bench.orders()).toMatchObject([{ id: orderId, status: "canceled" }]);
      const levels = await bench.container.resolve(Modules.INVENTORY).listInventoryLevels({});
      expect(levels[0]?.reserved_quantity).toBe(0);
      expect(await repairOrphanOrders(bench.container, undefined, -60_000)).toBe(0);
    });

    it("never cancels an order that a live completion hasn't linked yet, nor a linked one", async () => {
      const { orderId, cartId, collectionId } = await awaitingOrder();
      await knex()("workflow_execution")
        .where({ workflow_id: "complete-cart" })
        .update({
          state: "not_started",
          context: JSON.stringify({ data: { payload: { id: cartId } } }),
          created_at: new Date(Date.now() - 5_000),
        });
      const { repairOrphanOrders } = bench.built<RepairOrphanOrders>("reconcile/repair-orphan-orders");
      expect(await repairOrphanOrders(bench.container, undefined, -60_000)).toBe(0);
      const links: Record<string, Record<string, string>>[] = [
        { [Modules.ORDER]: { order_id: orderId }, [Modules.CART]: { cart_id: cartId } },
        { [Modules.ORDER]: { order_id: orderId }, [Modules.PAYMENT]: { payment_collection_id: collectionId } },
      ];
      for (const missing of links) {
        await link().dismiss(missing);
        expect(await repairOrphanOrders(bench.container, undefined, -60_000)).toBe(0);
        await link().create(missing);
      }
      expect((await bench.order(orderId)).status).toBe("pending");
    });

    it("killed with the cart locked in PostgreSQL: frees the lock once it has expired, not before", async () => {
      const { sessionId, cartId } = await bench.checkout();
      await pay(sessionId);
      await knex()("locking").insert({ id: cartId, owner_id: null, expiration: new Date(Date.now() - 1_000) });
      expect(await tell(sessionId)).toMatchObject({ status: 200 });
      expect(await bench.orders()).toHaveLength(1);
      const { repairCartLock } = bench.built<typeof import("../../src/settle/repair/repair-cart-lock")>(
        "settle/repair/repair-cart-lock",
      );
      await knex()("locking").insert({ id: "cart_live", owner_id: null, expiration: new Date(Date.now() + 60_000) });
      expect(await repairCartLock(bench.container, "cart_live")).toBe(false);
    });

    describe("with every webhook lost", () => {
      const reconcile = (options = {}) =>
        bench
          .built<Reconcile>("reconcile/reconcile")
          .reconcile(bench.container, { graceMs: -1_000, pageSize: 2, ...options });

      it("the job alone reaches the same end", async () => {
        const checkouts = [];
        for (let count = 0; count < 5; count++) checkouts.push(await bench.checkout());
        const [exact, seen, under, expired, untouched] = checkouts as [
          Checkout,
          Checkout,
          Checkout,
          Checkout,
          Checkout,
        ];
        await pay(exact.sessionId);
        await pay(seen.sessionId, { confirm: false });
        await pay(under.sessionId, { instant: true, amount: "under" });
        await bench.vendor.control(`/invoices/${expired.sessionId}/expire`);

        const report = await reconcile();
        expect(report).toMatchObject({ payments: 4, failures: 0 });
        expect(await bench.ledgerRow(exact.sessionId)).toMatchObject({ captured_at: expect.any(Date) });
        expect(await bench.ledgerRow(seen.sessionId)).toMatchObject({ outcome: "detected", captured_at: null });
        expect(await bench.ledgerRow(under.sessionId)).toMatchObject({ attention: "underpaid" });
        expect(await bench.ledgerRow(expired.sessionId)).toMatchObject({ closed_at: expect.any(Date) });
        expect(await bench.ledgerRow(untouched.sessionId)).toMatchObject({ outcome: "waiting", closed_at: null });
        expect(await bench.orders()).toHaveLength(2);

        await bench.vendor.control(`/invoices/${seen.sessionId}/confirm`);
        await reconcile();
        expect(await bench.ledgerRow(seen.sessionId)).toMatchObject({ captured_at: expect.any(Date) });
      });

      it("takes up a decision over an amount that was interrupted before the vendor knew of it", async () => {
        const [byPolicy, byAdmin] = [await bench.checkout(), await bench.checkout()];
        await pay(byPolicy.sessionId, { instant: true, amount: "over" });
        await pay(byAdmin.sessionId, { instant: true, amount: "under" });
        expect(await tell(byAdmin.sessionId)).toMatchObject({ status: 200 });
        const { id } = await bench.ledgerRow(byAdmin.sessionId);

        const original = globalThis.fetch;
        globalThis.fetch = async (input, init) => {
          if (String(input instanceof Request ? input.url : input).includes("return-to-paid"))
            throw new Error("killed");
          return original(input, init);
        };
        try {
          await tell(byPolicy.sessionId);
          const answer = await bench.admin(`/calypso/payments/${id}/accept`, { reason: "close enough" });
          expect(answer.status).not.toBe(200);
        } finally {
          globalThis.fetch = original;
        }
        const interrupted = { accepted_at: expect.any(Date), captured_at: null };
        expect(await bench.ledgerRow(byPolicy.sessionId)).toMatchObject({ outcome: "overpaid", ...interrupted });
        expect(await bench.ledgerRow(byAdmin.sessionId)).toMatchObject({ outcome: "underpaid", ...interrupted });

        await reconcile();
        expect(await bench.ledgerRow(byPolicy.sessionId)).toMatchObject({ captured_at: expect.any(Date) });
        expect(await bench.ledgerRow(byAdmin.sessionId)).toMatchObject({ captured_at: expect.any(Date) });
        expect(await bench.orders()).toHaveLength(2);
      });

      it("finds a widget that was paid", async () => {
        const { sessionId, data } = await bench.checkout({ flow: "widget" });
        const key = data.pay_url.split("=").at(-1);
        const invoice = await bench.vendor.control<Json>(`/widgets/${key}/choose`, { currency: "BTC" });
        await pay(invoice.id);
        await reconcile();
        expect(await bench.ledgerRow(sessionId)).toMatchObject({ captured_at: expect.any(Date) });
      });

      it("is done by one instance at a time, and by another after one has died with it", async () => {
        const ledger = bench.container.resolve("calypso_ledger");
        expect(await ledger.jobs.claim("reconcile", 60_000)).toBeTruthy();
        expect(await reconcile()).toMatchObject({ skipped: true });
        await knex()("calypso_job").update({ claimed_until: new Date(Date.now() - 1_000) });
        expect(await reconcile()).not.toHaveProperty("skipped");
      });

      it("ends a creation that the vendor never heard of, and takes up one that it did", async () => {
        const { sessionId, collectionId } = await bench.checkout();
        const made = await bench.ledgerRow(sessionId);
        const longAgo = new Date(Date.now() - 10 * 60_000);
        const lost = await bench.container.resolve("calypso_ledger").payments.open(
          {
            ...made,
            id: "cpay_lost",
            idempotency_key: "6ba7b810-9dad-51d1-80b4-00c04fd430c8",
            vendor_id: null,
            payment_collection_id: collectionId,
            creation: "pending",
            read_at: null,
            created_at: longAgo,
          },
          "checkout",
        );
        const unknown = { creation: "unknown" as const, vendor_id: null, read_at: null, created_at: longAgo };
        await bench.container.resolve("calypso_ledger").payments.change(made.id, unknown, undefined);
        await reconcile();
        const find = (id: string) => bench.container.resolve("calypso_ledger").payments.find(id);
        expect(await find(lost.id)).toMatchObject({ creation: "failed", closed_at: expect.any(Date) });
        expect(await find(made.id)).toMatchObject({ creation: "done", vendor_id: made.vendor_id, closed_at: null });
      });
    });
  },
});
