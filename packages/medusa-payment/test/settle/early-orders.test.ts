import { decimal } from "@calypso-commerce/core/money";
import { type Json, suite } from "../support/suite";

/** With placeOrderOn "detected", only money in full places an order before it is settled. */
await suite({
  name: "early-orders",
  options: { payments: { underpaymentTolerance: { percent: "5" } } },
  test: (bench) => {
    beforeEach(() => bench.vendor.reset());

    const hearOf = async (sessionId: string) => bench.deliver({ id: (await bench.ledgerRow(sessionId)).vendor_id });
    const shareOf = ({ crypto_amount }: Json, share: string) =>
      decimal.round(decimal.multiply(crypto_amount, share), { scale: 6, rounding: "up" });
    const pay = (sessionId: string, body: object) => bench.vendor.control(`/invoices/${sessionId}/pay`, body);

    it.each([
      ["a cent in the mempool", { amount: "0.01", confirm: false }, []],
      ["a cent that is confirmed without settling", { amount: "0.01", settle: false }, []],
      ["a cent under compliance review", { amount: "0.01", confirm: false }, ["hold"]],
    ])("%s places no order, for the shopper neither", async (_, payment, commands) => {
      const { sessionId, cartId } = await bench.checkout();
      await pay(sessionId, payment);
      for (const command of commands) await bench.vendor.control(`/invoices/${sessionId}/${command}`);
      expect(await hearOf(sessionId)).toMatchObject({ status: 200 });
      expect(await bench.ledgerRow(sessionId)).toMatchObject({ seen: "0.01", seen_in_full: false, order_id: null });
      expect(await bench.store(`/carts/${cartId}/complete`, {})).toMatchObject({ status: 400 });
      expect(await bench.orders()).toEqual([]);
    });

    it("a widget's cent in the mempool places no order", async () => {
      const { sessionId, cartId } = await bench.checkout({ flow: "widget" });
      const invoice = await bench.vendor.control<Json>(`/widgets/${sessionId}/choose`, { currency: "USDT_TRX" });
      await pay(invoice.id, { amount: "0.01", confirm: false });
      await bench.store(`/calypso/payments/${sessionId}`);
      expect(await bench.ledgerRow(sessionId)).toMatchObject({ outcome: "detected", seen_in_full: false });
      expect(await bench.store(`/carts/${cartId}/complete`, {})).toMatchObject({ status: 400 });
      expect(await bench.orders()).toEqual([]);
    });

    it.each([
      ["in full", "1"],
      ["within tolerance", "0.96"],
    ])("money in the mempool %s places the order", async (_, share) => {
      const { sessionId, data } = await bench.checkout();
      await pay(sessionId, { amount: shareOf(data, share), confirm: false });
      await hearOf(sessionId);
      expect(await bench.ledgerRow(sessionId)).toMatchObject({ seen_in_full: true, captured_at: null });
      expect(await bench.orders()).toHaveLength(1);
    });

    it("a dropped transaction doesn't count", async () => {
      const { sessionId, data } = await bench.checkout();
      await pay(sessionId, { amount: shareOf(data, "0.9"), confirm: false });
      await bench.vendor.control(`/invoices/${sessionId}/drop`);
      await pay(sessionId, { amount: shareOf(data, "0.2"), confirm: false });
      await hearOf(sessionId);
      expect(await bench.ledgerRow(sessionId)).toMatchObject({ outcome: "detected", seen_in_full: false });
      expect(await bench.orders()).toEqual([]);
    });

    it("money of several senders isn't taken for paid", async () => {
      const { sessionId, cartId } = await bench.checkout();
      await pay(sessionId, { senders: 2, instant: true });
      await hearOf(sessionId);
      expect(await bench.ledgerRow(sessionId)).toMatchObject({ outcome: "intervention", attention: "intervention" });
      expect(await bench.store(`/carts/${cartId}/complete`, {})).toMatchObject({ status: 400 });
      expect(await bench.orders()).toEqual([]);
    });
  },
});
