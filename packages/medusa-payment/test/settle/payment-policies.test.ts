import { type Json, suite } from "../support/suite";

await suite({
  name: "payment-policies",
  options: {
    payments: {
      placeOrderOn: "settled",
      heldPayments: "wait",
      underpaymentTolerance: { percent: "10", absolute: "1.00" },
      overpayment: "hold",
    },
    checkout: {
      currencies: { usd: ["ETH"], default: ["USDT_TRX", "BTC"] },
      expiresAfterMinutes: 60,
      description: "Order at {store}",
    },
  },
  test: (bench) => {
    beforeEach(() => bench.vendor.reset());

    const tell = async (sessionId: string) => bench.deliver({ id: (await bench.ledgerRow(sessionId)).vendor_id });

    it("placeOrderOn settled: money that is only seen places no order, for the shopper neither", async () => {
      const { sessionId, cartId } = await bench.checkout();
      await bench.vendor.control(`/invoices/${sessionId}/pay`, { confirm: false });
      expect(await tell(sessionId)).toMatchObject({ status: 200 });
      expect(await bench.store(`/carts/${cartId}/complete`, {})).toMatchObject({ status: 400 });
      expect(await bench.orders()).toEqual([]);
      await bench.vendor.control(`/invoices/${sessionId}/confirm`);
      expect(await tell(sessionId)).toMatchObject({ status: 200 });
      expect(await bench.orders()).toHaveLength(1);
    });

    it("underpaymentTolerance: a shortfall within both limits is accepted, and the order captured in full", async () => {
      const { sessionId, data } = await bench.checkout();
      // 5 % of 15.00 EUR are missing: less than 10 %, and less than 1.00 EUR.
      await bench.vendor.control(`/invoices/${sessionId}/pay`, {
        instant: true,
        amount: (Number(data.crypto_amount) * 0.95).toFixed(6),
      });
      expect(await tell(sessionId)).toMatchObject({ status: 200 });
      const row = await bench.ledgerRow(sessionId);
      expect(row).toMatchObject({ outcome: "settled", attention: null, accepted_at: expect.any(Date) });
      expect((await bench.order(row.order_id)).transactions).toMatchObject([{ amount: 15 }]);
    });

    it("underpaymentTolerance: a shortfall within one limit only waits for somebody", async () => {
      const { sessionId, data } = await bench.checkout();
      // 8 % are less than 10 %, but 1.20 EUR are more than 1.00.
      await bench.vendor.control(`/invoices/${sessionId}/pay`, {
        instant: true,
        amount: (Number(data.crypto_amount) * 0.92).toFixed(6),
      });
      expect(await tell(sessionId)).toMatchObject({ status: 200 });
      expect(await bench.ledgerRow(sessionId)).toMatchObject({ outcome: "underpaid", attention: "underpaid" });
      expect(await bench.orders()).toEqual([]);
    });

    it("overpayment hold: an admin decides", async () => {
      const { sessionId } = await bench.checkout();
      await bench.vendor.control(`/invoices/${sessionId}/pay`, { instant: true, amount: "over" });
      expect(await tell(sessionId)).toMatchObject({ status: 200 });
      const row = await bench.ledgerRow(sessionId);
      expect(row).toMatchObject({ outcome: "overpaid", attention: "overpaid" });
      expect(await bench.orders()).toEqual([]);
      const answer = await bench.admin(`/calypso/payments/${row.id}/accept`, {
        reason: "the shopper will get it back",
      });
      expect(answer).toMatchObject({ status: 200, data: { payment: { outcome: "settled", attention: "overpaid" } } });
      expect(await bench.orders()).toHaveLength(1);
    });

    it("currencies: offers and takes what the merchant names for the market", async () => {
      const codes = async (query: string) =>
        (await bench.store(`/calypso/currencies${query}`)).data.currencies.map(({ code }: Json) => code);
      expect((await codes("")).sort()).toEqual(["BTC", "USDT_TRX"]);
      expect(await codes("?currency_code=usd")).toEqual(["ETH"]);
      const collectionId = await bench.collection(await bench.cart());
      const body = { provider_id: "pp_calypso_calypso", data: { crypto_currency: "ETH" } };
      expect(await bench.store(`/payment-collections/${collectionId}/payment-sessions`, body)).toMatchObject({
        status: 400,
      });
    });

    it("expiresAfterMinutes and description reach the vendor", async () => {
      const { data } = await bench.checkout();
      const minutes = (Date.parse(data.expires_at) - Date.now()) / 60_000;
      expect(minutes).toBeGreaterThan(55);
      expect(minutes).toBeLessThanOrEqual(60);
      expect((await bench.vendor.state<Json>()).invoices[0].description).toBe("Order at Medusa Store");
    });
  },
});
