import { deskOptions, refundDesk, TRON } from "../support/refund-desk";
import { type Json, suite } from "../support/suite";

await suite({
  name: "refunds",
  // A payment's refunds together would need an approval.
  options: { ...deskOptions, refunds: { ...deskOptions.refunds, approvalAbove: {} } },
  test: (bench) => {
    const { knex, paidOrder, payouts, read, refund, totals } = refundDesk(bench);

    beforeEach(async () => {
      bench.vendor.reset();
      // Payouts go on when a test says so.
      await bench.vendor.control("/settings", { autoPayouts: false });
    });

    it("tells the merchant's subscribers how far the money is", async () => {
      const sent = bench.listen("calypso.refund.sent");
      const completed = bench.listen("calypso.refund.completed");
      const { row } = await paidOrder();
      const { data } = await refund(row.id, "5.00");
      const [payout] = await payouts();
      await bench.vendor.control(`/payouts/${payout.id}/complete`);
      await bench.deliver({ kind: "payout", id: payout.id });
      const expected = { refund_id: data.refund.id, order_id: row.order_id, amount: "5.00", currency_code: "eur" };
      await vi.waitFor(() => expect(sent).toMatchObject([{ ...expected, state: "in_progress" }]));
      await vi.waitFor(() => expect(completed).toMatchObject([{ ...expected, state: "completed" }]));
    });

    it("a cancelled order's refund waits for an address, and its money is in Medusa's books", async () => {
      const { orderId, row } = await paidOrder();
      expect(await bench.admin(`/orders/${orderId}/cancel`, {})).toMatchObject({ status: 200 });
      const { data } = await bench.admin(`/calypso/refunds?payment_id=${row.id}`);
      expect(data.refunds).toMatchObject([{ state: "awaiting_destination", amount: "15", origin: "medusa" }]);
      expect(await totals(orderId)).toMatchObject({ refunded_total: 15, pending_difference: 0 });
    });

    it("refunds on an order that is cancelled already: booked and paid out once (Medusa's workflow pays and then refuses)", async () => {
      const { sessionId } = await bench.checkout();
      await bench.vendor.control(`/invoices/${sessionId}/pay`, { confirm: false });
      const { vendor_id } = await bench.ledgerRow(sessionId);
      await bench.deliver({ id: vendor_id });
      const { order_id, id } = await bench.ledgerRow(sessionId);
      await bench.admin(`/orders/${order_id}/cancel`, {});
      await bench.vendor.control(`/invoices/${sessionId}/confirm`);
      await bench.deliver({ id: vendor_id });
      expect(await refund(id, "10")).toMatchObject({ status: 200, data: { refund: { state: "in_progress" } } });
      expect(await payouts()).toHaveLength(1);
      const order = await bench.order(order_id);
      expect(order.transactions.map(({ amount }: Json) => amount).sort()).toEqual([-10, 15]);
    });

    describe("money that no order took", () => {
      it("is paid back without Medusa's books, and leaves the attention list when it has arrived", async () => {
        const { sessionId } = await bench.checkout();
        await bench.vendor.control(`/invoices/${sessionId}/pay`, { instant: true, late: true });
        const row = await bench.ledgerRow(sessionId);
        await bench.deliver({ id: row.vendor_id });
        expect(await refund(row.id, "15.01")).toMatchObject({ status: 400 });
        const { data } = await refund(row.id, "12", { destination: TRON, basis: "crypto" });
        const rest = await refund(row.id, "3", { destination: TRON, basis: "crypto" });
        expect([data.refund.source, rest.data.refund.source]).toEqual(["ledger", "ledger"]);
        expect((await bench.ledgerRow(sessionId)).attention).toBe("late");
        for (const payout of await payouts()) {
          await bench.vendor.control(`/payouts/${payout.id}/complete`);
          await bench.deliver({ kind: "payout", id: payout.id });
        }
        expect(await bench.ledgerRow(sessionId)).toMatchObject({ attention: null, attention_resolved: "late" });
        expect(await bench.orders()).toEqual([]);
        await bench.deliver({ id: row.vendor_id });
        expect((await bench.ledgerRow(sessionId)).attention).toBeNull();
      });

      it("is what came too much of an order, and the order's own refund is untouched by it", async () => {
        const { sessionId, data } = await bench.checkout();
        const amount = (Number(data.crypto_amount) * 1.2).toFixed(6);
        await bench.vendor.control(`/invoices/${sessionId}/pay`, { instant: true, amount });
        await bench.deliver({ id: "unknown", externalId: sessionId });
        const row = await bench.ledgerRow(sessionId);
        expect(row).toMatchObject({ attention: "overpaid", captured_at: expect.any(Date) });
        const surplus = { part: "unclaimed", destination: TRON, basis: "crypto" };
        expect(await refund(row.id, "3.01", surplus)).toMatchObject({ status: 400 });
        expect(await refund(row.id, "2.99", surplus)).toMatchObject({ data: { refund: { source: "ledger" } } });
        expect(await totals(row.order_id)).toMatchObject({ refunded_total: 0 });
        expect(await refund(row.id, "12")).toMatchObject({ data: { refund: { source: "order" } } });
      });

      it("is not captured any more once part of it was paid back", async () => {
        const { sessionId } = await bench.checkout();
        await bench.vendor.control(`/invoices/${sessionId}/pay`, { instant: true, amount: "under" });
        const row = await bench.ledgerRow(sessionId);
        await bench.deliver({ id: row.vendor_id });
        expect(await refund(row.id, "1")).toMatchObject({ status: 200 });
        const answer = await bench.admin(`/calypso/payments/${row.id}/accept`, { reason: "both hands" });
        expect(answer.data.payment).toMatchObject({ attention: "mismatch", captured_at: null });
        expect(await bench.orders()).toEqual([]);
      });
    });

    it("previews rate, fee, what arrives and the balance, and changes nothing", async () => {
      const { row } = await paidOrder();
      const first = (await refund(row.id, "5")).data.refund;
      const { data } = await bench.admin(`/calypso/payments/${row.id}/refunds/preview`, {
        amount: "11",
        basis: "fiat",
        fee_payer: "shopper",
        destination: `${TRON.slice(0, -1)}Y`,
      });
      const { preview } = data;
      expect(preview).toMatchObject({
        currency: "USDT_TRX",
        fee_payer: "shopper",
        refundable: { captured: "10" },
        needs_approval: false,
        address: { ok: false },
        problems: ["amount", "address"],
      });
      expect(Number(preview.rate)).toBeGreaterThan(0);
      const gross = Number(preview.arrives) + Number(preview.fee);
      expect(gross).toBeCloseTo((11 / 5) * Number(first.crypto_amount), 4);
      expect(Number(preview.balance_before) - Number(preview.balance_after)).toBeCloseTo(gross, 4);
      expect(await payouts()).toHaveLength(1);
    });

    it("pays many refunds out as one mass payout, each with its own end", async () => {
      const { row } = await paidOrder(5);
      const ids: string[] = [];
      for (let count = 0; count < 7; count++) {
        // Held back as one at a time would be: more than the account has.
        const { data } = await refund(row.id, "5", {});
        ids.push(data.refund.id);
      }
      await knex()("calypso_refund").update({ state: "ready", destination: TRON, destination_by: "shopper" });
      expect(await bench.admin("/calypso/refunds/mass", { ids: ids.slice(0, 5) })).toMatchObject({ status: 400 });
      const [one, two] = await Promise.all([
        bench.admin("/calypso/refunds/mass", { ids }),
        bench.secondAdmin("/calypso/refunds/mass", { ids }),
      ]);
      expect([one.status, two.status]).toContain(200);
      const all = await payouts();
      expect(all).toHaveLength(1);
      expect(all[0]).toMatchObject({ kind: "mass", withdrawals: { length: 7 } });
      for (const id of ids) expect(await read(id)).toMatchObject({ state: "in_progress", payouts: { length: 1 } });
      await bench.vendor.control(`/payouts/${all[0].id}/complete`);
      await bench.deliver({ kind: "payout", id: all[0].id });
      for (const id of ids) expect(await read(id)).toMatchObject({ state: "completed" });
    });

    it("keeps every step with who took it", async () => {
      const { row } = await paidOrder();
      const { data } = await refund(row.id, "5", {});
      await bench.secondAdmin(`/calypso/refunds/${data.refund.id}/destination`, { destination: TRON });
      const { audit } = await read(data.refund.id);
      expect(audit.map(({ action }: Json) => action)).toEqual(
        expect.arrayContaining([
          "refund.opened",
          "refund.booked",
          "refund.destination",
          "payout.opened",
          "refund.in_progress",
        ]),
      );
      const actors = new Set(audit.map(({ actor }: Json) => actor));
      expect([...actors].filter((actor) => String(actor).startsWith("admin:"))).toHaveLength(2);
    });
  },
});
