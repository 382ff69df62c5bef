import { Modules } from "@medusajs/framework/utils";
import { deskOptions, OTHER, refundDesk, TRON } from "../support/refund-desk";
import { type Json, suite } from "../support/suite";

/** The vendor fails, a process dies, an admin takes it back: one payout at most, and Medusa's totals right. */
await suite({
  name: "refund-recovery",
  options: deskOptions,
  test: (bench) => {
    const { interrupted, knex, medusaRefund, paidOrder, payouts, read, reconcile, refund, totals } = refundDesk(bench);

    beforeEach(async () => {
      bench.vendor.reset();
      // Payouts go on when a test says so.
      await bench.vendor.control("/settings", { autoPayouts: false });
    });

    describe("the vendor fails", () => {
      const fault = (rule: object) => bench.vendor.control("/faults", rule);

      it("an answer that is lost leaves the refund unknown, never failed, and one payout", async () => {
        const { row } = await paidOrder();
        await fault({ kind: "drop", operation: "payout.create", when: "after", count: null });
        const { data } = await refund(row.id, "5");
        expect(data.refund).toMatchObject({ state: "unknown" });
        await bench.vendor.control("/faults/clear");
        expect(await bench.admin(`/calypso/refunds/${data.refund.id}/check`, {})).toMatchObject({
          data: { refund: { state: "in_progress", error: null } },
        });
        expect(await payouts()).toHaveLength(1);
      });

      it("a request that never arrived is sent again under the same key", async () => {
        const { row } = await paidOrder();
        await fault({ kind: "drop", operation: "payout.create", when: "before", count: null });
        const { data } = await refund(row.id, "5");
        expect(data.refund).toMatchObject({ state: "unknown" });
        expect(await payouts()).toEqual([]);
        await bench.vendor.control("/faults/clear");
        await reconcile();
        expect(await read(data.refund.id)).toMatchObject({ state: "in_progress", payouts: [{ attempt: 1 }] });
        expect(await payouts()).toHaveLength(1);
      });

      it("unknown stays unknown while the vendor can't be read", async () => {
        const { row } = await paidOrder();
        await fault({ kind: "error", operation: "payout.create", status: 500, when: "after", count: null });
        await fault({ kind: "error", operation: "payout.get", status: 500, count: null });
        const { data } = await refund(row.id, "5");
        expect((await bench.admin(`/calypso/refunds/${data.refund.id}/retry`, {})).status).toBeGreaterThanOrEqual(400);
        expect(await read(data.refund.id)).toMatchObject({ state: "unknown", payouts: [{ outcome: "unknown" }] });
        expect(await payouts()).toHaveLength(1);
      });

      it("a refusal is told, and the next try goes under the same key with what was corrected", async () => {
        const { row } = await paidOrder();
        await fault({ kind: "error", operation: "payout.create", status: 400, count: null });
        const { data } = await refund(row.id, "5");
        expect(data.refund).toMatchObject({ state: "failed", error: expect.any(String) });
        await bench.vendor.control("/faults/clear");
        const path = `/calypso/refunds/${data.refund.id}/destination`;
        expect(await bench.admin(path, { destination: OTHER })).toMatchObject({
          status: 200,
          data: { refund: { state: "in_progress" } },
        });
        expect(await payouts()).toMatchObject([{ withdrawals: [{ depositAddress: OTHER }] }]);
        expect((await read(data.refund.id)).payouts).toHaveLength(1);
      });

      it("a payout that failed is paid again with a new key, after the vendor has said that it failed", async () => {
        const { row } = await paidOrder();
        const { data } = await refund(row.id, "5");
        const path = `/calypso/refunds/${data.refund.id}`;
        // While it lives, a retry is none.
        expect(await bench.admin(`${path}/retry`, {})).toMatchObject({ status: 400 });
        const [first] = await payouts();
        await bench.vendor.control(`/payouts/${first.id}/fail`);
        await bench.deliver({ kind: "payout", id: first.id });
        expect(await read(data.refund.id)).toMatchObject({
          state: "failed",
          error: expect.stringContaining("the payout failed at Calypso"),
        });
        expect(await bench.admin(`${path}/retry`, {})).toMatchObject({ data: { refund: { state: "in_progress" } } });
        const all = await payouts();
        expect(all).toHaveLength(2);
        expect(new Set(all.map(({ idempotencyKey }: Json) => idempotencyKey)).size).toBe(2);
        // What is heard of the dead one later changes nothing.
        await bench.deliver({ kind: "payout", id: first.id });
        expect(await read(data.refund.id)).toMatchObject({ state: "in_progress" });
      });

      it("the database itself refuses a second live attempt", async () => {
        const { row } = await paidOrder();
        const { data } = await refund(row.id, "5");
        const input = { refund_id: data.refund.id, currency: "USDT_TRX", amount: "5", destination: TRON };
        const ledger = bench.container.resolve("calypso_ledger");
        expect(await ledger.payouts.open(input, "job")).toBeUndefined();
        await expect(
          knex()("calypso_payout").insert({ ...input, id: "x", attempt: 2, idempotency_key: "x", outcome: "pending" }),
        ).rejects.toThrow("IDX_calypso_payout_live");
      });

      it.each([
        ["NOT_ENOUGH_FUNDS", "top it up"],
        ["EXCEEDING_LIMIT", "ask Calypso for a higher one"],
        ["NO_PERMISSION", "may not make payouts"],
        ["NOT_ENOUGH_FUNDS_FOR_COMMISSION", "not for the fee"],
      ])("%s reaches the admin as a sentence that says what to do", async (problem, advice) => {
        type Problems = typeof import("../../src/refunds/payout/payout-problems");
        const { describePayoutProblems } = bench.built<Problems>("refunds/payout/payout-problems");
        expect(describePayoutProblems("in_progress", [problem], ["You need more: 1 BTC."])).toMatch(
          new RegExp(`${advice}.*You need more: 1 BTC`),
        );
      });

      it("too little on the account holds the refund, says how much is missing, and it continues after the top-up", async () => {
        const { row } = await paidOrder();
        await bench.client.payout.create({ depositAddress: OTHER, amount: "4960", currency: "USDT_TRX" });
        await bench.vendor.control("/settings", { withdrawalLimitUsdt: null });
        const [drain] = await payouts();
        await bench.vendor.control(`/payouts/${drain.id}/complete`);
        const { data } = await refund(row.id, "12");
        expect(data.refund).toMatchObject({ state: "ready", error: expect.stringMatching(/top up [\d.]+ USDT_TRX/) });
        expect(await payouts()).toHaveLength(1);
        await bench.vendor.control("/account/top-up", { currency: "USDT_TRX", amount: "100" });
        await reconcile();
        expect(await read(data.refund.id)).toMatchObject({ state: "in_progress", error: null });
      });
    });

    describe("taking a refund back", () => {
      it("leaves Medusa's totals as if it had never been, after every sequence", async () => {
        const { row, orderId } = await paidOrder();
        const before = await totals(orderId);
        const waiting = (amount: string) => refund(row.id, amount, {});
        const back = (id: string) => bench.admin(`/calypso/refunds/${id}/cancel`, { reason: "not needed" });

        const whole = (await waiting("15")).data.refund;
        expect(await totals(orderId)).toMatchObject({ refunded_total: 15, payment_status: "refunded" });
        expect(await back(whole.id)).toMatchObject({ status: 200, data: { refund: { state: "canceled" } } });
        expect(await totals(orderId)).toEqual(before);
        expect(await back(whole.id)).toMatchObject({ status: 200 });
        expect(await totals(orderId)).toEqual(before);

        const four = (await waiting("4")).data.refund;
        await waiting("6");
        expect(await back(four.id)).toMatchObject({ status: 200 });
        expect(await totals(orderId)).toMatchObject({ refunded_total: 6, pending_difference: 0, total: 9 });
        expect(await waiting("9")).toMatchObject({ status: 200 });
        expect(await totals(orderId)).toMatchObject({ refunded_total: 15, pending_difference: 0 });
        expect(await waiting("0.01")).toMatchObject({ status: 400 });
      });

      it("takes one of Medusa's own button back too", async () => {
        const { orderId, row } = await paidOrder();
        const before = await totals(orderId);
        await medusaRefund(orderId, 5);
        const { data } = await bench.admin(`/calypso/refunds?payment_id=${row.id}`);
        await bench.admin(`/calypso/refunds/${data.refunds[0].id}/cancel`, { reason: "a slip of the hand" });
        expect(await totals(orderId)).toEqual(before);
      });

      it("completes one that was interrupted before another refund begins", async () => {
        const { row, orderId } = await paidOrder();
        const { data } = await refund(row.id, "5", {});
        // Killed after the first of its steps.
        await knex()("calypso_refund").where({ id: data.refund.id }).update({ reversing_at: new Date() });
        const { refund_id } = await read(data.refund.id);
        await (bench.container.resolve(Modules.PAYMENT) as Json).softDeleteRefunds([refund_id]);
        expect(await refund(row.id, "15", {})).toMatchObject({ status: 200 });
        expect(await read(data.refund.id)).toMatchObject({ state: "canceled", reversed_at: expect.any(String) });
        expect(await totals(orderId)).toMatchObject({ refunded_total: 15, pending_difference: 0, total: 0 });
      });

      it("cancels a payout that the vendor hasn't begun with, and refuses while one may move", async () => {
        const { row, orderId } = await paidOrder();
        const planned = new Date(Date.now() + 86_400_000).toISOString();
        const { data } = await refund(row.id, "5", { destination: TRON, execution_date: planned });
        expect(data.refund.state).toBe("in_progress");
        const answer = await bench.admin(`/calypso/refunds/${data.refund.id}/cancel`, { reason: "the shopper called" });
        expect(answer).toMatchObject({ status: 200, data: { refund: { state: "canceled" } } });
        expect(await payouts()).toMatchObject([{ state: "CANCELED" }]);
        expect(await totals(orderId)).toMatchObject({ refunded_total: 0 });

        const next = (await refund(row.id, "6")).data.refund;
        const [payout] = await payouts();
        await bench.vendor.control(`/payouts/${payout.id}/advance`);
        expect(await bench.admin(`/calypso/refunds/${next.id}/cancel`, { reason: "too late" })).toMatchObject({
          status: 400,
        });
        expect(await totals(orderId)).toMatchObject({ refunded_total: 6 });
      });
    });

    describe("killed", () => {
      it("after Medusa's refund row, before the order's transaction: the row goes, the refund is over", async () => {
        const paid = await paidOrder();
        const before = await totals(paid.orderId);
        const opened = await interrupted(paid, "5", { state: "ready", destination: TRON });
        await reconcile();
        expect(await read(opened.id)).toMatchObject({
          state: "canceled",
          error: expect.stringContaining("interrupted"),
        });
        expect(await payouts()).toEqual([]);
        expect(await totals(paid.orderId)).toEqual(before);
        expect(await refund(paid.row.id, "12")).toMatchObject({ status: 200 });
      });

      it("between Medusa's books and the payout: the job pays it out, once", async () => {
        const { row } = await paidOrder();
        const { data } = await refund(row.id, "5", {});
        await knex()("calypso_refund")
          .where({ id: data.refund.id })
          .update({ state: "ready", destination: TRON, booked_at: null });
        await reconcile();
        await reconcile();
        expect(await read(data.refund.id)).toMatchObject({ state: "in_progress", booked_at: expect.any(String) });
        expect(await payouts()).toHaveLength(1);
      });

      it("before the payout's request was sent: the job sends it under the key of the row", async () => {
        const { row } = await paidOrder();
        const { data } = await refund(row.id, "5", {});
        await knex()("calypso_refund").where({ id: data.refund.id }).update({ state: "submitting", destination: TRON });
        const ledger = bench.container.resolve("calypso_ledger");
        const input = { refund_id: data.refund.id, currency: "USDT_TRX", amount: "5.4", destination: TRON };
        const attempt = await ledger.payouts.open({ ...input, outcome: "unknown" }, "job");
        await reconcile();
        expect(await payouts()).toMatchObject([{ idempotencyKey: attempt?.idempotency_key }]);
      });
    });
  },
});
