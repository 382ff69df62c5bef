import { Modules } from "@medusajs/framework/utils";
import { type Json, suite } from "../support/suite";

/** Traps of Medusa 2.21 that other tests don't name. Numbers after # are issues of medusajs/medusa. */
await suite({
  name: "medusa-regressions",
  options: { timeoutMs: 1_000 },
  test: (bench) => {
    beforeEach(() => bench.vendor.reset());

    const pay = (sessionId: string, body: object = { instant: true }) =>
      bench.vendor.control(`/invoices/${sessionId}/pay`, body);
    const tell = async (sessionId: string) => bench.deliver({ id: (await bench.ledgerRow(sessionId)).vendor_id });
    const fault = (rule: object) => bench.vendor.control("/faults", rule);

    /** Calls to the vendor while some work is done. */
    async function vendorCalls(work: () => Promise<unknown>): Promise<string[]> {
      const calls: string[] = [];
      const original = globalThis.fetch;
      globalThis.fetch = (input, init) => {
        const url = String(input);
        if (url.startsWith(`${bench.vendor.url}/api`)) calls.push(new URL(url).pathname);
        return original(input, init);
      };
      try {
        await work();
      } finally {
        globalThis.fetch = original;
      }
      return calls;
    }

    it("16 deliveries and completions at once (#13301): one order, one capture, one of each event", async () => {
      const placed = bench.listen("order.placed");
      const captured = bench.listen("payment.captured");
      const { sessionId, cartId } = await bench.checkout();
      await pay(sessionId);
      const answers = await Promise.all(
        Array.from({ length: 16 }, (_, index) =>
          index % 4 === 0 ? bench.store(`/carts/${cartId}/complete`, {}) : tell(sessionId),
        ),
      );
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(await bench.orders()).toHaveLength(1);
      const [payment] = await bench.container.resolve(Modules.PAYMENT).listPayments({}, { relations: ["captures"] });
      expect(payment?.captures).toHaveLength(1);
      await vi.waitFor(() => expect(captured).toHaveLength(1));
      expect(placed).toHaveLength(1);
    });

    it("events before any money don't complete the cart (#14205)", async () => {
      const { sessionId } = await bench.checkout();
      expect(await tell(sessionId)).toMatchObject({ status: 200 });
      expect(await bench.orders()).toEqual([]);
    });

    it("a cart that was completed too early can be completed later (#12481)", async () => {
      const { sessionId, cartId } = await bench.checkout();
      expect(await bench.store(`/carts/${cartId}/complete`, {})).toMatchObject({ status: 400 });
      await pay(sessionId);
      expect(await bench.store(`/carts/${cartId}/complete`, {})).toMatchObject({
        status: 200,
        data: { type: "order" },
      });
    });

    it("so can one whose invoice had expired, over an earlier invoice that was paid", async () => {
      const { sessionId, cartId, collectionId } = await bench.checkout({ crypto_currency: "BTC" });
      const next = await bench.session(collectionId);
      await bench.vendor.control(`/invoices/${next.id}/expire`);
      await bench.store(`/carts/${cartId}/complete`, {});
      const payment = bench.container.resolve(Modules.PAYMENT);
      expect((await payment.retrievePaymentSession(next.id)).status).toBe("canceled");
      await pay(sessionId);
      expect(await tell(sessionId)).toMatchObject({ status: 200 });
      expect(await bench.orders()).toHaveLength(1);
    });

    it("or over a new one", async () => {
      const { sessionId, cartId, collectionId } = await bench.checkout();
      await bench.vendor.control(`/invoices/${sessionId}/expire`);
      await bench.store(`/carts/${cartId}/complete`, {});
      const next = await bench.session(collectionId);
      await pay(next.id);
      await tell(next.id);
      expect(await bench.orders()).toHaveLength(1);
    });

    it("captures what the shopper completed, with every webhook lost", async () => {
      const { sessionId, cartId } = await bench.checkout();
      await pay(sessionId);
      const { data } = await bench.store(`/carts/${cartId}/complete`, {});
      const isCaptured = { captured_at: expect.any(Date) };
      await vi.waitFor(async () => expect(await bench.ledgerRow(sessionId)).toMatchObject(isCaptured), 20_000);
      expect((await bench.order(data.order.id)).payment_status).toBe("captured");
    });

    it("Admin's Check status on an awaited payment authorizes it, and the webhook captures it (#16727)", async () => {
      const captured = bench.listen("payment.captured");
      const { sessionId } = await bench.checkout();
      await pay(sessionId, { confirm: false });
      await tell(sessionId);
      const { order_id } = await bench.ledgerRow(sessionId);
      await bench.vendor.control(`/invoices/${sessionId}/confirm`);
      const path = `/orders/${order_id}/payment-sessions/authorize`;
      // What was read less than ten seconds ago would do; time passes.
      await bench.container
        .resolve("calypso_ledger")
        .payments.change((await bench.ledgerRow(sessionId)).id, { read_at: new Date(Date.now() - 60_000) }, undefined);
      expect(await bench.admin(path, { payment_session_id: sessionId })).toMatchObject({ status: 200 });
      expect((await bench.order(order_id)).payment_status).toBe("authorized");
      await tell(sessionId);
      expect(await bench.order(order_id)).toMatchObject({ payment_status: "captured", transactions: [{ amount: 15 }] });
      await vi.waitFor(() => expect(captured).toHaveLength(1));
    });

    it("a total with parts of a cent (#12789) is asked for in cents and captured as it is", async () => {
      const { sessionId } = await bench.checkoutAt(93.9009);
      expect(await bench.ledgerRow(sessionId)).toMatchObject({ amount: "98.9009", fiat_amount: "98.90" });
      await pay(sessionId);
      await tell(sessionId);
      const order = await bench.order((await bench.ledgerRow(sessionId)).order_id);
      expect(order.payment_status).toBe("captured");
      expect(order.transactions).toMatchObject([{ amount: 98.9009 }]);
    });

    it("Medusa's own webhook route has nothing to act on: it acknowledges before it works", async () => {
      const payload = { data: {}, rawData: Buffer.from("{}"), headers: {} };
      const payment = bench.container.resolve(Modules.PAYMENT);
      const provider = "calypso_calypso";
      expect(await payment.getWebhookActionAndData({ provider, payload })).toEqual({ action: "not_supported" });
    });

    it("a vendor that is down is answered 503, so that the relay comes again, and nothing is half done", async () => {
      const { sessionId } = await bench.checkout();
      await pay(sessionId);
      await fault({ kind: "error", operation: "invoice.get", status: 500, count: null });
      const { status, headers } = await tell(sessionId);
      expect([status, headers["retry-after"]]).toEqual([503, "10"]);
      expect(await bench.orders()).toEqual([]);
      const [delivery] = await bench.container.resolve("calypso_ledger").listLedgerDeliveries({});
      expect(delivery).toMatchObject({ outcome: "failed", attempts: 1 });
      await bench.vendor.control("/faults/clear");
      expect(await tell(sessionId)).toMatchObject({ status: 200 });
      expect(await bench.orders()).toHaveLength(1);
    });

    describe("starting a payment", () => {
      it("makes one call to the vendor, two where its list isn't known yet", async () => {
        await bench.checkout();
        const collectionId = await bench.collection(await bench.cart());
        const calls = await vendorCalls(() => bench.session(collectionId));
        expect(calls).toEqual(["/api/v1/invoice/single-fiat/create"]);
        expect(await vendorCalls(() => bench.session(collectionId))).toEqual(["/api/v1/invoice"]);
      });

      it("takes up an invoice whose answer was lost, under the key of the row that was written before", async () => {
        const collectionId = await bench.collection(await bench.cart());
        await fault({ kind: "drop", operation: "invoice.createSingleFiat", when: "after", count: null });
        const session = await bench.session(collectionId);
        expect(session.data.address).toBeTruthy();
        expect((await bench.vendor.state<Json>()).invoices).toHaveLength(1);
      });

      it("tells the shopper in a sentence when it doesn't work, and keeps the row", async () => {
        const collectionId = await bench.collection(await bench.cart());
        await fault({ kind: "drop", operation: "invoice.createSingleFiat", when: "before", count: null });
        const body = { provider_id: "pp_calypso_calypso", data: { crypto_currency: "BTC" } };
        const answer = await bench.store(`/payment-collections/${collectionId}/payment-sessions`, body);
        expect(answer.status).toBe(500);
        expect(answer.data.message).toMatch(/^Calypso: the payment can.t be started/);
        const rows = await bench.container.resolve("calypso_ledger").payments.listByCollection(collectionId);
        expect(rows).toMatchObject([{ creation: "unknown", closed_at: null }]);
        await bench.vendor.control("/faults/clear");
        expect(await bench.session(collectionId)).toMatchObject({ data: { outcome: "waiting" } });
      });

      it("reads the vendor once in 3 s for a session's status, however many tabs are open", async () => {
        const { sessionId } = await bench.checkout();
        const poll = () => bench.store(`/calypso/payments/${sessionId}`);
        expect(await vendorCalls(() => Promise.all(Array.from({ length: 20 }, poll)))).toEqual(["/api/v1/invoice"]);
      });
    });

    it("the health report names what is wrong and what to do", async () => {
      const { data } = await bench.admin("/calypso/health");
      expect(data.health.balances).toContainEqual({ currency: "USDT_TRX", amount: "5000" });
      expect(data.health.checks).toContainEqual(expect.objectContaining({ name: "credentials", status: "ok" }));
      expect(data.health.checks).toContainEqual(
        expect.objectContaining({ name: "webhooks", status: "fail", message: expect.stringContaining("create one") }),
      );
      expect(data.health.status).toBe("fail");
      await fault({ kind: "error", operation: "account.get", status: 401, count: null });
      const refused = await bench.admin("/calypso/health");
      expect(refused.data.health.checks).toContainEqual(
        expect.objectContaining({
          name: "credentials",
          status: "fail",
          message: expect.stringContaining("check publicKey"),
        }),
      );
    });

    it("no answer of the shop holds a secret, whatever goes wrong", async () => {
      const { sessionId } = await bench.checkout();
      await fault({ kind: "error", operation: "invoice.get", status: 400, count: null });
      const answers = [await tell(sessionId), await bench.store(`/calypso/payments/${sessionId}`)];
      const row = await bench.ledgerRow(sessionId);
      answers.push(await bench.admin(`/calypso/payments/${row.id}/check`, {}), await bench.admin("/calypso/health"));
      const rows = await bench.container.resolve("calypso_ledger").listLedgerDeliveries({});
      const text = JSON.stringify([answers.map(({ data }) => data), rows]);
      for (const secret of bench.secrets) expect(text).not.toContain(secret);
    });

    it("nobody but an admin reaches the admin's routes", async () => {
      for (const path of ["/admin/calypso/payments", "/admin/calypso/refunds", "/admin/calypso/health"]) {
        expect(await bench.post(path, undefined, {})).toMatchObject({ status: 401 });
      }
      const { sessionId } = await bench.checkout();
      const { id } = await bench.ledgerRow(sessionId);
      expect(await bench.post(`/admin/calypso/payments/${id}/accept`, { reason: "please" }, {})).toMatchObject({
        status: 401,
      });
    });
  },
});
