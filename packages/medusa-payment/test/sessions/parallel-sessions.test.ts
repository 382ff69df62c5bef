import { decimal } from "@calypso-commerce/core/money";
import { Modules } from "@medusajs/framework/utils";
import { PROVIDER } from "../support/shop";
import { type Json, suite } from "../support/suite";

const PAIRS = Number(process.env.PARALLEL_PAIRS ?? 25);

await suite({
  name: "parallel-sessions",
  test: (bench) => {
    beforeEach(() => bench.vendor.reset());

    const rowsOf = (collectionId: string): Promise<Json[]> =>
      bench.container.resolve("calypso_ledger").payments.listByCollection(collectionId);
    const sessionsOf = (collectionId: string) =>
      bench.container.resolve(Modules.PAYMENT).listPaymentSessions({ payment_collection_id: collectionId });
    const start = (collectionId: string, crypto_currency = "USDT_TRX") =>
      bench.store(`/payment-collections/${collectionId}/payment-sessions`, {
        provider_id: PROVIDER,
        data: { crypto_currency },
      });
    const startManually = (collectionId: string) =>
      bench.store(`/payment-collections/${collectionId}/payment-sessions`, { provider_id: "pp_system_default" });
    const pay = async (row: Json) => {
      await bench.vendor.control(`/invoices/${row.idempotency_key}/pay`, { instant: true });
      return bench.deliver({ id: row.vendor_id });
    };
    const captured = async (): Promise<string[]> => {
      const payments = await bench.container
        .resolve(Modules.PAYMENT)
        .listPayments({}, { relations: ["captures"], take: 1_000 });
      return payments.map(({ captures }) => decimal.sum((captures ?? []).map(({ amount }) => String(amount))));
    };

    it("of any two parallel requests, either invoice becomes one order and one exact capture", async () => {
      for (let pair = 0; pair < PAIRS; pair++) {
        const cartId = await bench.cart();
        const collectionId = await bench.collection(cartId);
        const second = pair % 2 === 0 ? "USDT_TRX" : "BTC";
        const late = new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
        const answers = await Promise.all([start(collectionId), late.then(() => start(collectionId, second))]);
        // A session that is replaced after it was opened is answered by Medusa, which doesn't find it any more.
        for (const { status, data } of answers) {
          if (status !== 200) expect(["payment_session_replaced", "not_found"]).toContain(data.code ?? data.type);
        }
        const rows = await rowsOf(collectionId);
        expect(rows.length, "invoices of a pair").toBeLessThanOrEqual(second === "BTC" ? 2 : 1);
        const paid = rows[Math.floor(Math.random() * rows.length)];
        expect(await pay(paid), JSON.stringify(paid)).toMatchObject({ status: 200 });
        const [settled] = (await rowsOf(collectionId)).filter(({ captured_at }) => captured_at);
        expect(settled).toMatchObject({ id: paid.id, attention: null });
      }
      expect(await bench.container.resolve(Modules.ORDER).listOrders({}, { take: 1_000 })).toHaveLength(PAIRS);
      expect(await captured()).toEqual(Array.from({ length: PAIRS }, () => "15"));
    }, 300_000);

    /** As two requests leave them that were answered within the same few milliseconds. */
    async function twoSessions(): Promise<{ cartId: string; collectionId: string; rows: Json[] }> {
      const { cartId, collectionId } = await bench.checkout();
      await bench.container.resolve(Modules.PAYMENT).createPaymentSession(collectionId, {
        provider_id: PROVIDER,
        amount: 15,
        currency_code: "eur",
        data: { crypto_currency: "BTC" },
      });
      const rows = await rowsOf(collectionId);
      expect(await sessionsOf(collectionId)).toHaveLength(2);
      return { cartId, collectionId, rows };
    }

    async function settlesOver(which: 0 | 1): Promise<void> {
      const { collectionId, rows } = await twoSessions();
      expect(await pay(rows[which])).toMatchObject({ status: 200 });
      expect(await sessionsOf(collectionId)).toHaveLength(1);
      expect(await bench.ledgerRow(rows[which].session_id)).toMatchObject({ captured_at: expect.any(Date) });
      expect(await captured()).toEqual(["15"]);
      expect(await pay(rows[1 - which])).toMatchObject({ status: 200 });
      expect(await bench.ledgerRow(rows[1 - which].session_id)).toMatchObject({ attention: "duplicate" });
      expect(await captured()).toEqual(["15"]);
    }

    it("makes the first session the one that Medusa authorizes, if it was paid", () => settlesOver(0));
    it("makes the second session the one that Medusa authorizes, if it was paid", () => settlesOver(1));

    async function storefrontCompletes(which: 0 | 1): Promise<void> {
      const { cartId, rows } = await twoSessions();
      await bench.vendor.control(`/invoices/${rows[which].idempotency_key}/pay`, { confirm: false });
      const { payments } = bench.container.resolve("calypso_ledger");
      await payments.change(rows[which].id, { outcome: "detected", seen_in_full: true }, undefined);
      expect(await bench.store(`/carts/${cartId}/complete`, {})).toMatchObject({ data: { type: "order" } });
      await bench.vendor.control(`/invoices/${rows[which].idempotency_key}/confirm`);
      expect(await bench.deliver({ id: rows[which].vendor_id })).toMatchObject({ status: 200 });
      expect(await captured()).toEqual(["15"]);
      expect(await payments.find(rows[which].id)).toMatchObject({ captured_at: expect.any(Date) });
    }

    it("lets the storefront complete when the first session was paid", () => storefrontCompletes(0));
    it("lets the storefront complete when the second session was paid", () => storefrontCompletes(1));

    it("keeps the page of a session that shares its invoice with a later one up to date", async () => {
      const { sessionId, collectionId, data } = await bench.checkout();
      await bench.session(collectionId);
      const answer = await bench.store(`/calypso/payments/${sessionId}`);
      expect(answer).toMatchObject({ status: 200, data: { payment: { address: data.address } } });
    });

    describe("the vendor is slow", () => {
      it("tells a request whose session was replaced meanwhile to load the page again", async () => {
        const collectionId = await bench.collection(await bench.cart());
        await bench.vendor.control("/faults", {
          kind: "latency",
          delayMs: 1_500,
          operation: "invoice.createSingleFiat",
        });
        const first = start(collectionId);
        await vi.waitFor(async () => expect(await rowsOf(collectionId)).toHaveLength(1));
        const second = await start(collectionId);
        expect(second).toMatchObject({ status: 200 });
        expect(await first).toMatchObject({ status: 400, data: { code: "payment_session_replaced" } });
        expect(await rowsOf(collectionId)).toHaveLength(1);
        expect((await pay((await rowsOf(collectionId))[0])).status).toBe(200);
        expect(await captured()).toEqual(["15"]);
      });

      it("gives up after ten seconds with a code, and takes the same invoice up at the next try", async () => {
        const collectionId = await bench.collection(await bench.cart());
        await bench.vendor.control("/faults", { kind: "hang", when: "after", count: null });
        const startedAt = Date.now();
        const answer = await start(collectionId);
        expect(Date.now() - startedAt).toBeLessThan(11_500);
        expect(answer).toMatchObject({ data: { code: "payment_start_timeout" } });
        expect(answer.data.message).toMatch(/try again/);
        await bench.vendor.control("/faults/clear");
        expect(await start(collectionId)).toMatchObject({ status: 200 });
        expect(await rowsOf(collectionId)).toMatchObject([{ creation: "done" }]);
        expect((await bench.vendor.state<Json>()).invoices).toHaveLength(1);
      }, 40_000);
    });

    describe("another provider's session is there too", () => {
      async function withManual(): Promise<{ cartId: string; collectionId: string; row: Json }> {
        const cartId = await bench.cart();
        const collectionId = await bench.collection(cartId);
        await startManually(collectionId);
        await bench.container.resolve(Modules.PAYMENT).createPaymentSession(collectionId, {
          provider_id: PROVIDER,
          amount: 15,
          currency_code: "eur",
          data: { crypto_currency: "USDT_TRX" },
        });
        const [row] = await rowsOf(collectionId);
        return { cartId, collectionId, row };
      }

      it("completes over the crypto that was paid, not over the manual session", async () => {
        const { row } = await withManual();
        expect(await pay(row)).toMatchObject({ status: 200 });
        expect(await captured()).toEqual(["15"]);
        expect(await bench.ledgerRow(row.session_id)).toMatchObject({ captured_at: expect.any(Date), attention: null });
      });

      it("lists crypto as a second payment once an admin captured the manual one", async () => {
        const { cartId, collectionId, row } = await withManual();
        const { data } = await bench.store(`/carts/${cartId}/complete`, {});
        const payment = bench.container.resolve(Modules.PAYMENT);
        const [manual] = await payment.listPayments({ payment_collection_id: collectionId } as Json);
        expect(manual).toMatchObject({ provider_id: "pp_system_default" });
        expect(await bench.admin(`/payments/${manual?.id}/capture`, {})).toMatchObject({ status: 200 });
        expect(await pay(row)).toMatchObject({ status: 200 });
        expect(await bench.ledgerRow(row.session_id)).toMatchObject({ attention: "duplicate", captured_at: null });
        expect((await bench.order(data.order.id)).summary.pending_difference).toBe(0);
        expect(await captured()).toEqual(["15"]);
        const refund = {
          amount: "15",
          basis: "fiat",
          destination: "TEoZ53apYcxrJspfCCb7PGh5CJKMiRrAMX",
          part: "unclaimed",
        };
        expect(await bench.admin(`/calypso/payments/${row.id}/refunds`, refund)).toMatchObject({ status: 200 });
      });

      it("cancels a manual payment that nobody captured, so that nobody captures it on top of the crypto", async () => {
        const { cartId, collectionId, row } = await withManual();
        const { data } = await bench.store(`/carts/${cartId}/complete`, {});
        expect(await pay(row)).toMatchObject({ status: 200 });
        const payment = bench.container.resolve(Modules.PAYMENT);
        const payments = await payment.listPayments({ payment_collection_id: collectionId } as Json, {
          relations: ["captures"],
        });
        const manual = payments.find(({ provider_id }) => provider_id === "pp_system_default");
        expect(manual?.canceled_at).toBeTruthy();
        expect(await bench.admin(`/payments/${manual?.id}/capture`, {})).toMatchObject({ status: 400 });
        expect((await bench.order(data.order.id)).summary.pending_difference).toBe(0);
        expect(await bench.ledgerRow(row.session_id)).toMatchObject({ captured_at: expect.any(Date) });
      });
    });
  },
});
