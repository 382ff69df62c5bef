import { Modules } from "@medusajs/framework/utils";
import { OTHER, refundDesk, TRON } from "../support/refund-desk";
import { type Json, suite } from "../support/suite";

type Follow = typeof import("../../src/refunds/payout/sync-payout");

const waiting = { destination: undefined };
const back = { reason: "the shopper keeps it" };

await suite({
  name: "refund-conflicts",
  options: { timeoutMs: 1_000, refunds: { claimUrl: "https://shop.example/refunds/{token}" } },
  test: (bench) => {
    const desk = refundDesk(bench);
    const ledger = () => bench.container.resolve("calypso_ledger");

    beforeEach(async () => {
      bench.vendor.reset();
      await bench.vendor.control("/settings", { autoPayouts: false });
    });

    const refundedTotal = async (orderId: string) => (await bench.order(orderId)).summary.refunded_total;
    const newest = async (paymentId: string) =>
      (await bench.admin(`/calypso/refunds?payment_id=${paymentId}`)).data.refunds[0];
    const livePayouts = async () =>
      (await desk.payouts()).filter(({ state }) => state !== "FAILED" && state !== "CANCELED").length;

    describe("sent or taken back, never both", () => {
      it("when an admin takes back what another is paying out at that moment", async () => {
        const { row, orderId } = await desk.paidOrder();
        await desk.fault({ kind: "latency", delayMs: 400, operation: "payout.create", count: 1 });
        const asked = desk.refund(row.id, "5");
        await vi.waitFor(async () => expect((await newest(row.id))?.state).toBe("submitting"), 5_000);
        const { id } = await newest(row.id);
        await Promise.all([desk.click(id, "cancel", back), desk.click(id, "cancel", back), asked]);
        await desk.click(id, "check");
        const { reversed_at, state } = await desk.read(id);
        expect({ reversed: reversed_at !== null, refunded: await refundedTotal(orderId) }).toEqual(
          (await livePayouts()) > 0 ? { reversed: false, refunded: 5 } : { reversed: true, refunded: 0 },
        );
        expect(["in_progress", "canceled"]).toContain(state);
      });

      it("when two instances decide at once: the database lets one of them", async () => {
        const { row } = await desk.paidOrder(3);
        const seen = new Set<string>();
        for (let round = 0; round < 12; round++) {
          const { id } = await desk.refunded(row.id, "1", waiting);
          await desk.knex()("calypso_refund").where({ id }).update({ state: "ready", destination: TRON });
          const input = { refund_id: id, currency: "USDT_TRX", amount: "1", destination: TRON };
          const payout = await ledger().payouts.open(input, "job");
          const send = () => ledger().payouts.startSending(payout as Json, {});
          const reverse = () => ledger().refunds.startReversal(id, { actor: "job", action: "refund.reversing" });
          const both = round % 2 === 0 ? [send(), reverse()] : [reverse(), send()];
          const won = (await Promise.all(both)).filter((each) => each !== undefined);
          expect(won).toHaveLength(1);
          const { payouts, reversing_at } = await desk.read(id);
          seen.add(`${payouts[0].outcome} ${reversing_at === null ? "kept" : "going back"}`);
        }
        expect([...seen].every((each) => each === "unknown kept" || each === "canceled going back")).toBe(true);
      });

      it("when a payout was made although its request was refused", async () => {
        const { row, orderId } = await desk.paidOrder();
        await desk.fault({ kind: "error", when: "after", status: 400, operation: "payout.create", count: null });
        const { id, state } = await desk.refunded(row.id, "5");
        expect(state).toBe("in_progress");
        await desk.vendor("advance");
        expect((await desk.click(id, "cancel", back)).status).toBe(400);
        expect(await refundedTotal(orderId)).toBe(5);
      });

      it("when it was made, refused, and nobody could ask: it can't be taken back before somebody can", async () => {
        const { row, orderId } = await desk.paidOrder();
        await desk.fault({ kind: "error", when: "after", status: 400, operation: "payout.create", count: null });
        await desk.fault({ kind: "error", operation: "payout.get", count: null });
        await desk.fault({ kind: "error", operation: "payout.cancel", count: null });
        const { id, error } = await desk.refunded(row.id, "5");
        expect(error).toContain("500");
        expect((await desk.click(id, "cancel", back)).status).toBeGreaterThanOrEqual(400);
        expect(await refundedTotal(orderId)).toBe(5);
        await desk.clearFaults();
        await desk.reconcile();
        expect(await desk.read(id)).toMatchObject({ state: "in_progress", error: null });
        expect(await desk.payouts()).toHaveLength(1);
      });

      it("when the ledger thinks that it was never sent and the vendor has it", async () => {
        const { row, orderId } = await desk.paidOrder();
        const { id } = await desk.refunded(row.id, "5");
        // A backup that is a moment too old.
        await desk.knex()("calypso_payout").update({ outcome: "pending", vendor_id: null, state: null, read_at: null });
        await desk.knex()("calypso_refund").update({ state: "failed" });
        expect((await desk.click(id, "cancel", back)).status).toBe(400);
        expect(await desk.read(id)).toMatchObject({ state: "in_progress", reversed_at: null });
        expect(await refundedTotal(orderId)).toBe(5);
        expect(await desk.payouts()).toHaveLength(1);
      });

      it("by two admins at once: Medusa's totals come back once", async () => {
        const { row, orderId } = await desk.paidOrder();
        const before = (await bench.order(orderId)).summary;
        const { id } = await desk.refunded(row.id, "5", waiting);
        await Promise.all([
          desk.click(id, "cancel", back),
          desk.click(id, "cancel", back),
          bench.secondAdmin(`/calypso/refunds/${id}/cancel`, back),
          desk.click(id, "check"),
        ]);
        const { paid_total, refunded_total, pending_difference, current_order_total } = (await bench.order(orderId))
          .summary;
        expect({ paid_total, refunded_total, pending_difference, current_order_total }).toEqual({
          paid_total: before.paid_total,
          refunded_total: before.refunded_total,
          pending_difference: before.pending_difference,
          current_order_total: before.current_order_total,
        });
      });
    });

    describe("the vendor changes its mind", () => {
      const hear = async (payout: Json, changes: object) =>
        bench
          .built<Follow>("refunds/payout/sync-payout")
          .recordOutcome(bench.container, payout, changes, "webhook", new Date());

      it("a payout that was dead lives after another was made: the admin hears of it, and nothing is sent", async () => {
        const failed = bench.listen("calypso.refund.failed");
        const { row } = await desk.paidOrder();
        const { id } = await desk.refunded(row.id, "5");
        await desk.vendor("fail");
        await desk.click(id, "retry");
        const [first] = await ledger().payouts.listByRefund(id);
        await hear(first, { state: "COMPLETED", outcome: "completed" });
        const now = await desk.read(id);
        expect(now).toMatchObject({ state: "in_progress", error: expect.stringContaining("may have been paid twice") });
        expect(now.payouts).toMatchObject([{ outcome: "failed", state: "COMPLETED" }, { outcome: "in_progress" }]);
        await vi.waitFor(() => expect(failed.at(-1)?.error).toContain("paid twice"));
      });

      it("or after the refund was taken back", async () => {
        const { row } = await desk.paidOrder();
        const { id } = await desk.refunded(row.id, "5");
        await desk.vendor("fail");
        await desk.click(id, "cancel", back);
        const [first] = await ledger().payouts.listByRefund(id);
        await hear(first, { state: "COMPLETED", outcome: "completed" });
        expect(await desk.read(id)).toMatchObject({
          state: "canceled",
          error: expect.stringContaining("may have been paid though the refund was taken back"),
        });
      });

      it("a payout that had arrived failed: trying again begins with a warning", async () => {
        const { row } = await desk.paidOrder();
        const { id } = await desk.refunded(row.id, "5");
        await desk.vendor("complete");
        const [first] = await ledger().payouts.listByRefund(id);
        await hear(first, { state: "FAILED", outcome: "failed", error: "x" });
        expect(await desk.read(id)).toMatchObject({
          state: "failed",
          error: expect.stringContaining("look for its transaction on the network before trying again"),
        });
        // The vendor's own word now is that it has arrived: nothing goes out.
        await desk.click(id, "retry");
        expect(await desk.payouts()).toHaveLength(1);
        expect(await desk.read(id)).toMatchObject({ state: "completed" });
      });

      it("old news of a failed payout doesn't stop its successor", async () => {
        const { row } = await desk.paidOrder();
        const { id } = await desk.refunded(row.id, "5");
        await desk.vendor("fail");
        const [dead] = await desk.payouts();
        await desk.fault({ kind: "error", operation: "account.get", count: null });
        await desk.click(id, "destination", { destination: OTHER });
        await bench.deliver({ kind: "payout", id: dead.id });
        expect(await desk.read(id)).toMatchObject({ state: "ready" });
        await desk.clearFaults();
        await desk.reconcile();
        expect(await desk.read(id)).toMatchObject({ state: "in_progress", payouts: { length: 2 } });
      });
    });

    describe("what can't be paid out as it is asked for is refused before it is in the books", () => {
      it.each([
        ["the vendor names no rate for the currency any more", { kind: "error", status: 400, operation: "rate.fiat" }],
        ["the vendor is down", { kind: "error", status: 500 }],
      ])("%s", async (_, fault) => {
        const { row, orderId } = await desk.paidOrder();
        await desk.fault({ ...fault, count: null });
        expect((await desk.refund(row.id, "5")).status).toBeGreaterThanOrEqual(400);
        expect(await newest(row.id)).toBeUndefined();
        expect(await refundedTotal(orderId)).toBe(0);
      });

      it("the fee is more than the amount", async () => {
        const { row, orderId } = await desk.paidOrder();
        await bench.vendor.control("/settings", { feePercent: "150" });
        await desk.refunded(row.id, "1");
        const shopperPays = { destination: TRON, fee_payer: "shopper" };
        expect(await desk.refund(row.id, "5", shopperPays)).toMatchObject({
          status: 400,
          data: { message: expect.stringContaining("comes to nothing") },
        });
        expect(await refundedTotal(orderId)).toBe(1);
      });

      it("the same crypto in another currency", async () => {
        const { row, orderId } = await desk.paidOrder();
        const other = { basis: "crypto", currency: "TRX", destination: TRON };
        expect(await desk.refund(row.id, "5", other)).toMatchObject({ status: 400 });
        expect(await refundedTotal(orderId)).toBe(0);
      });
    });

    describe("what keeps a decided refund is in the refund, not in an error that invites to ask again", () => {
      it("the currency is delisted between the request and the shopper's address", async () => {
        const { row } = await desk.paidOrder();
        const { id } = await desk.refunded(row.id, "5", waiting);
        await desk.fault({ kind: "error", status: 400, operation: "rate.fiat", count: null });
        expect(await desk.click(id, "destination", { destination: TRON })).toMatchObject({
          status: 200,
          data: { refund: { state: "ready", error: expect.stringContaining("400") } },
        });
        await desk.clearFaults();
        await desk.reconcile();
        expect(await desk.read(id)).toMatchObject({ state: "in_progress", error: null });
      });

      it("the vendor fails after the books were written", async () => {
        const { row } = await desk.paidOrder();
        await desk.fault({ kind: "error", operation: "account.get", count: null });
        expect(await desk.refund(row.id, "5")).toMatchObject({
          status: 200,
          data: { refund: { state: "ready", error: expect.stringContaining("500") } },
        });
        await desk.clearFaults();
        await desk.reconcile();
        expect(await desk.payouts()).toHaveLength(1);
      });

      it("the account has enough for one of two: the other waits, says so, and arrives after a top-up", async () => {
        const { row } = await desk.paidOrder();
        await bench.vendor.control("/settings", { withdrawalLimitUsdt: null });
        const { balances, settings } = await bench.vendor.state<Json>();
        const drained = (Number(balances.USDT_TRX) - 12) / (1 + Number(settings.feePercent) / 100);
        await bench.client.payout.create({
          depositAddress: OTHER,
          amount: drained.toFixed(2),
          currency: "USDT_TRX",
        });
        await bench.vendor.control(`/payouts/${(await desk.payouts())[0].id}/complete`);
        const [one, two] = await Promise.all([desk.refunded(row.id, "7"), desk.refunded(row.id, "7")]);
        for (const payout of (await desk.payouts()).slice(0, 2)) {
          await bench.vendor.control(`/payouts/${payout.id}/advance`);
          await bench.deliver({ kind: "payout", id: payout.id });
        }
        const said = [(await desk.read(one.id)).error, (await desk.read(two.id)).error];
        const short = said.filter((error) => /top it up|top up/.test(String(error)));
        expect(short).toHaveLength(1);
        await bench.vendor.control("/account/top-up", { currency: "USDT_TRX", amount: "100" });
        await desk.reconcile();
        for (const payout of await desk.payouts()) {
          if (payout.state === "COMPLETED") continue;
          await bench.vendor.control(`/payouts/${payout.id}/complete`);
          await bench.deliver({ kind: "payout", id: payout.id });
        }
        for (const { id } of [one, two]) expect(await desk.read(id)).toMatchObject({ state: "completed", error: null });
      });
    });

    describe("killed while Medusa's books were written", () => {
      const orders = () => bench.container.resolve(Modules.ORDER);
      const books = async (orderId: string) => {
        const { total, summary } = await bench.order(orderId);
        return { total, refunded: summary.refunded_total, outstanding: summary.pending_difference };
      };
      const openRefund = async (row: Json, orderId: string) => {
        const [payment] = (await bench.order(orderId)).payment_collections[0].payments;
        const input = {
          payment_id: row.id,
          source: "order" as const,
          medusa_payment_id: payment.id,
          order_id: orderId,
          amount: "5",
          currency_code: "eur",
          basis: "fiat" as const,
          state: "awaiting_destination" as const,
          origin: "admin" as const,
          crypto_currency: "USDT_TRX",
          credit_before: "0",
        };
        const opened = await ledger().refunds.open(input, "admin:x");
        await bench.container.resolve(Modules.PAYMENT).refundPayment({
          payment_id: payment.id,
          amount: 5,
          metadata: { calypso_refund: opened.id },
        } as Json);
        const { refund_id } = await desk.read(opened.id);
        await orders().addOrderTransactions([
          { order_id: orderId, amount: -5, currency_code: "eur", reference: "refund", reference_id: refund_id } as Json,
        ]);
        return opened.id;
      };
      const openChange = async (order_id: string, actions: object[]) => {
        await orders().createOrderChange({ order_id, change_type: "credit_line", actions } as Json);
        await desk
          .knex()("order_change")
          .update({ created_at: new Date(Date.now() - 60_000) });
      };
      const line = { action: "CREDIT_LINE_ADD", amount: 5, reference: "payment_collection", reference_id: "x" };

      it.each([
        ["before the credit line's change", undefined],
        ["after the change, before its line", []],
        ["before the change was confirmed", [line]],
      ])("%s: the job finishes it, and the shopper isn't asked for the money again", async (_, actions) => {
        const { row, orderId } = await desk.paidOrder();
        const id = await openRefund(row, orderId);
        if (actions) await openChange(orderId, actions);
        expect((await books(orderId)).outstanding).toBe(5);
        await desk.reconcile();
        await desk.reconcile();
        expect(await books(orderId)).toEqual({ total: 10, refunded: 5, outstanding: 0 });
        expect(await desk.read(id)).toMatchObject({ credit: "5", booked_at: expect.any(String) });
        expect(await desk.click(id, "cancel", back)).toMatchObject({ status: 200 });
        expect(await books(orderId)).toEqual({ total: 15, refunded: 0, outstanding: 0 });
      });

      it("a change that somebody else left open doesn't keep the order from ever being refunded", async () => {
        const { row, orderId } = await desk.paidOrder();
        await openChange(orderId, []);
        await desk.refunded(row.id, "5");
        expect(await books(orderId)).toEqual({ total: 10, refunded: 5, outstanding: 0 });
      });
    });

    it("pays the rate of the payout, not that of the preview, which says when it was asked for", async () => {
      const { row } = await desk.paidOrder();
      const body = { amount: "5", basis: "fiat", destination: TRON };
      const { preview } = (await bench.admin(`/calypso/payments/${row.id}/refunds/preview`, body)).data;
      expect(Date.now() - Date.parse(preview.rate_read_at)).toBeLessThan(60_000);
      await bench.vendor.control("/settings", { usdRates: { USDT_TRX: "2" } });
      const { crypto_amount } = await desk.refunded(row.id, "5");
      expect(Number(crypto_amount)).toBeCloseTo(Number(preview.arrives) / 2, 1);
    });
  },
});
