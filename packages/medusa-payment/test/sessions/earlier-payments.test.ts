import { type Json, suite } from "../support/suite";

await suite({
  name: "earlier-payments",
  test: (bench) => {
    beforeEach(() => bench.vendor.reset());

    /** The shopper paid the old address after the cart had changed. */
    async function paidBeforeTheChange(): Promise<{ old: Json; next: { id: string } }> {
      const checkout = await bench.checkout();
      const old = await bench.ledgerRow(checkout.sessionId);
      const mug = { variant_id: bench.shop.variantId, quantity: 1 };
      await bench.store(`/carts/${checkout.cartId}/line-items`, mug);
      const next = await bench.session(checkout.collectionId, { crypto_currency: "BTC" });
      await bench.vendor.control(`/invoices/${old.idempotency_key}/pay`, { instant: true });
      await bench.deliver({ id: old.vendor_id });
      return { old, next };
    }

    const view = async (sessionId: string): Promise<Json> => (await bench.store(`/calypso/payments/${sessionId}`)).data;

    it("shows the money that arrived for a replaced session, and that it is refunded", async () => {
      const { old, next } = await paidBeforeTheChange();
      const received = (await bench.container.resolve("calypso_ledger").payments.find(old.id))?.received;
      const shown = { received_amount: received, crypto_currency: "USDT_TRX", symbol: "USDT", network: "TRON" };
      expect(await view(next.id)).toMatchObject({
        payment: { fiat_amount: "25.00", outcome: "waiting" },
        earlier_payments: [{ ...shown, status: "in_review" }],
      });
      const refund = {
        amount: "15",
        basis: "fiat",
        destination: "TEoZ53apYcxrJspfCCb7PGh5CJKMiRrAMX",
        part: "unclaimed",
      };
      expect(await bench.admin(`/calypso/payments/${old.id}/refunds`, refund)).toMatchObject({ status: 200 });
      expect((await view(next.id)).earlier_payments).toMatchObject([
        { ...shown, status: expect.stringMatching(/^refund/) },
      ]);
    });

    it("shows nothing of another cart's money, nor of an invoice that nobody paid", async () => {
      await paidBeforeTheChange();
      const other = await bench.checkout();
      await bench.session(other.collectionId, { crypto_currency: "BTC" });
      expect((await view(other.sessionId)).earlier_payments).toEqual([]);
    });
  },
});
