import { type Json, suite } from "../support/suite";

const DESTINATION = "TEoZ53apYcxrJspfCCb7PGh5CJKMiRrAMX";

await suite({
  name: "refund",
  test: (bench) => {
    async function paidOrder() {
      const { sessionId } = await bench.checkout();
      await bench.vendor.control(`/invoices/${sessionId}/pay`, { instant: true });
      await bench.deliver({ id: "unknown", externalId: sessionId });
      const row = await bench.ledgerRow(sessionId);
      return { row, orderId: row.order_id as string };
    }

    beforeEach(() => {
      bench.vendor.reset();
    });

    it("pays a partial refund out to the address given and follows it to the end", async () => {
      const { row, orderId } = await paidOrder();
      const requested = await bench.admin(`/calypso/payments/${row.id}/refunds`, {
        amount: "5.00",
        destination: DESTINATION,
        basis: "fiat",
      });
      expect(requested).toMatchObject({ status: 200, data: { refund: { state: "in_progress", amount: "5.00" } } });
      const { refund } = requested.data;
      const { payouts } = await bench.vendor.state<Json>();
      expect(payouts).toMatchObject([
        {
          currency: "USDT_TRX",
          externalId: refund.id,
          withdrawals: [{ depositAddress: DESTINATION, amount: refund.crypto_amount }],
        },
      ]);
      const order = await bench.order(orderId);
      expect(order.payment_status).toBe("partially_refunded");
      expect(order.summary.refunded_total).toBe(5);

      await bench.vendor.control(`/payouts/${payouts[0].id}/complete`);
      expect(await bench.deliver({ kind: "payout", id: payouts[0].id })).toMatchObject({ status: 200 });
      const { data } = await bench.admin(`/calypso/refunds?payment_id=${row.id}`);
      expect(data.refunds).toMatchObject([{ id: refund.id, state: "completed" }]);
    });

    it("refuses more than was captured, and pays nothing out", async () => {
      const { row } = await paidOrder();
      const answer = await bench.admin(`/calypso/payments/${row.id}/refunds`, {
        amount: "15.01",
        destination: DESTINATION,
        basis: "fiat",
      });
      expect(answer.status).toBe(400);
      expect((await bench.vendor.state<Json>()).payouts).toEqual([]);
    });

    it("keeps a refund of Medusa's own button waiting for a destination", async () => {
      const { row, orderId } = await paidOrder();
      const order = await bench.order(orderId);
      const paymentId = order.payment_collections[0].payments[0].id;
      expect(await bench.admin(`/payments/${paymentId}/refund`, { amount: 3 })).toMatchObject({ status: 200 });
      const { data } = await bench.admin(`/calypso/payments/${row.id}/refunds`);
      expect(data.refunds).toMatchObject([
        { state: "awaiting_destination", amount: "3", origin: "medusa", order_id: orderId },
      ]);
      expect((await bench.vendor.state<Json>()).payouts).toEqual([]);
    });

    it("refuses a refund of a payment that isn't captured", async () => {
      const { sessionId } = await bench.checkout();
      const row = await bench.ledgerRow(sessionId);
      const answer = await bench.admin(`/calypso/payments/${row.id}/refunds`, { amount: "5", basis: "fiat" });
      expect(answer).toMatchObject({ status: 400, data: { message: expect.stringContaining("still under way") } });
    });
  },
});
