import { type Json, suite } from "../support/suite";

const DESTINATION = "TEoZ53apYcxrJspfCCb7PGh5CJKMiRrAMX";

await suite({
  name: "admin-reads",
  options: { refunds: { claimUrl: "https://shop.example/refund/{token}" } },
  test: (bench) => {
    async function paid(amount: string) {
      const { sessionId } = await bench.checkout();
      await bench.vendor.control(`/invoices/${sessionId}/pay`, { amount, instant: true });
      await bench.deliver({ id: "unknown", externalId: sessionId });
      return bench.ledgerRow(sessionId);
    }
    const numberOf = async (orderId: string): Promise<number> =>
      (await bench.admin(`/orders/${orderId}?fields=display_id`)).data.order.display_id;
    const list = async (query: string): Promise<Json[]> =>
      (await bench.admin(`/calypso/payments?${query}`)).data.payments.map(({ id }: Json) => id);

    beforeEach(() => {
      bench.vendor.reset();
    });

    it("finds payments by what an admin knows: number, id, address, state, currency, day", async () => {
      const settled = await paid("exact");
      const short = await paid("under");
      const { sessionId } = await bench.checkout({ crypto_currency: "BTC" });
      const waiting = await bench.ledgerRow(sessionId);
      const number = await numberOf(settled.order_id);

      const { data } = await bench.admin("/calypso/payments?limit=2");
      expect(data).toMatchObject({ count: 3, limit: 2, offset: 0 });
      expect(data.payments.map(({ id }: Json) => id)).toEqual([waiting.id, short.id]);
      expect(await list("limit=2&offset=2")).toEqual([settled.id]);

      expect(await list(`q=${encodeURIComponent(`#${number}`)}`)).toEqual([settled.id]);
      expect(await list(`q=${number}`)).toContain(settled.id);
      expect(await list(`q=${settled.order_id}`)).toEqual([settled.id]);
      expect(await list(`q=${short.address.slice(4, 20).toLowerCase()}`)).toEqual([short.id]);
      // Not a pattern: an underscore or a per cent sign is itself.
      expect(await list("q=%25")).toEqual([]);
      expect(await list("q=cpay%5C%5F")).toEqual([]);
      expect(await list("q=cpay_")).toHaveLength(3);

      expect(await list("outcome=settled")).toEqual([settled.id]);
      expect(await list("currency=BTC")).toEqual([waiting.id]);
      expect(await list("currency=EUR&outcome=underpaid")).toEqual([short.id]);
      expect(await list("created_from=2000-01-01&created_to=2000-02-01")).toEqual([]);
      expect(await list(`created_from=${new Date(waiting.created_at).toISOString()}`)).toEqual([waiting.id]);
      expect((await bench.admin("/calypso/payments?created_from=soon")).status).toBe(400);
    });

    it("tells the order's number, and counts what needs a person by reason", async () => {
      const settled = await paid("exact");
      const [first, second] = [await paid("under"), await paid("under")];
      const over = await paid("over");
      const number = await numberOf(settled.order_id);
      const { data } = await bench.admin("/calypso/payments");
      const byId = new Map(data.payments.map((row: Json) => [row.id, row]));
      expect(byId.get(settled.id)).toMatchObject({ order_display_id: number });
      expect((await bench.admin("/calypso/attention")).data.attention).toEqual([
        { attention: "overpaid", count: 1 },
        { attention: "underpaid", count: 2 },
      ]);
      expect(await list("attention_reason=underpaid")).toEqual([second.id, first.id]);
      expect(await list("attention=true")).toEqual([over.id, second.id, first.id]);
    });

    it("tells all of a payment: what is left to refund, each refund's payouts and links, but nothing that opens one", async () => {
      const { id } = await paid("over");
      await bench.admin(`/calypso/payments/${id}/refunds`, { amount: "5", basis: "fiat" });
      await bench.admin(`/calypso/payments/${id}/refunds`, { amount: "2", basis: "fiat", destination: DESTINATION });
      const { payment } = (await bench.admin(`/calypso/payments/${id}`)).data;
      expect(payment).toMatchObject({
        refundable: { captured: "8", unclaimed: { fiat: expect.stringMatching(/^\d+\.\d\d?$/) } },
        refunds: [
          { state: "awaiting_destination", payouts: [], claim_links: [{ used_at: null, revoked_at: null }] },
          { state: "in_progress", payouts: [{ destination: DESTINATION, attempt: 1 }], claim_links: [] },
        ],
      });
      expect(JSON.stringify(payment)).not.toContain("token");
      expect((await bench.admin("/calypso/payments/cpay_none")).status).toBe(404);
    });

    it("finds refunds, and lists what they can be paid out in", async () => {
      const { id, order_id } = await paid("exact");
      const { data } = await bench.admin(`/calypso/payments/${id}/refunds`, {
        amount: "5",
        basis: "fiat",
        note: "torn",
      });
      const refunds = async (query: string) => (await bench.admin(`/calypso/refunds?${query}`)).data.refunds;
      const number = await numberOf(order_id);
      expect(await refunds("q=TORN")).toMatchObject([{ id: data.refund.id, order_display_id: number }]);
      expect(await refunds("state=awaiting_destination&currency=USDT_TRX")).toHaveLength(1);
      expect(await refunds("state=completed")).toEqual([]);
      expect((await bench.admin("/calypso/currencies")).data.currencies).toContainEqual(
        expect.objectContaining({ code: "USDT_TRX", network: "TRON", token_standard: "TRC-20" }),
      );
    });

    it("is for signed-in admins alone", async () => {
      for (const path of ["payments", "attention", "currencies", "refunds", "health"]) {
        expect((await bench.post(`/admin/calypso/${path}`, undefined as unknown as object, {})).status).toBe(401);
      }
    });
  },
});
