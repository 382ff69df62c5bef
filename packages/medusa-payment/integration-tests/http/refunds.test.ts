import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { type Json, suite } from "../support/suite";

const TRON = "TEoZ53apYcxrJspfCCb7PGh5CJKMiRrAMX";
const OTHER = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t";

type Reconcile = typeof import("../../src/reconcile/reconcile");

await suite({
  name: "refunds",
  options: {
    timeoutMs: 1_000,
    refunds: {
      approvalAbove: { eur: "12" },
      limitPerRefund: "100",
      limitPerDay: { eur: "40" },
      claimUrl: "https://shop.example/refunds/{token}",
      claimDays: 7,
    },
  },
  test: (bench) => {
    beforeEach(async () => {
      bench.vendor.reset();
      // Payouts go on when a test says so.
      await bench.vendor.control("/settings", { autoPayouts: false });
    });

    async function paidOrder(quantity = 1) {
      const { sessionId } = await bench.checkout(undefined, quantity);
      await bench.vendor.control(`/invoices/${sessionId}/pay`, { instant: true });
      await bench.deliver({ id: "unknown", externalId: sessionId });
      const row = await bench.ledgerRow(sessionId);
      return { row, orderId: row.order_id as string };
    }

    const refund = (paymentId: string, amount: string, more: object = { destination: TRON }) =>
      bench.admin(`/calypso/payments/${paymentId}/refunds`, { amount, basis: "fiat", ...more });

    const read = async (id: string) => (await bench.admin(`/calypso/refunds/${id}`)).data.refund;

    const payouts = async () => (await bench.vendor.state<Json>()).payouts;

    const reconcile = () =>
      bench.built<Reconcile>("reconcile/reconcile").reconcile(bench.container, { graceMs: -1_000 });

    const knex = () => bench.container.resolve(ContainerRegistrationKeys.PG_CONNECTION);

    const medusaRefund = async (orderId: string, amount: number) => {
      const order = await bench.order(orderId);
      return bench.admin(`/payments/${order.payment_collections[0].payments[0].id}/refund`, { amount });
    };

    const totals = async (orderId: string) => {
      const { summary, total, payment_status } = await bench.order(orderId);
      const { paid_total, refunded_total, pending_difference } = summary;
      return { total, paid_total, refunded_total, pending_difference, payment_status };
    };

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

    describe("who decides", () => {
      it("a second admin approves what is above the limit, and nobody else", async () => {
        const { row } = await paidOrder();
        const { data } = await refund(row.id, "15");
        expect(data.refund.state).toBe("awaiting_approval");
        expect(await payouts()).toEqual([]);
        const path = `/calypso/refunds/${data.refund.id}/approve`;
        expect(await bench.admin(path, {})).toMatchObject({ status: 400 });
        expect(await bench.secondAdmin(path, {})).toMatchObject({
          status: 200,
          data: { refund: { state: "in_progress" } },
        });
        expect(await payouts()).toHaveLength(1);
        expect(await bench.secondAdmin(path, {})).toMatchObject({ status: 400 });
      });

      it("an approval is void when the address changes", async () => {
        const { row } = await paidOrder();
        const { data } = await refund(row.id, "15", {});
        const path = `/calypso/refunds/${data.refund.id}`;
        await bench.secondAdmin(`${path}/destination`, { destination: TRON });
        // The second admin entered the address: now the first must not have asked for it either.
        expect(await bench.secondAdmin(`${path}/approve`, {})).toMatchObject({ status: 400 });
        expect(await bench.admin(`${path}/approve`, {})).toMatchObject({ status: 400 });
      });

      it("no refund is above the limit, nor a day's refunds above theirs", async () => {
        const { row } = await paidOrder(11);
        expect(await refund(row.id, "100.01")).toMatchObject({ status: 400 });
        for (let count = 0; count < 3; count++) await refund(row.id, "12");
        expect(await payouts()).toHaveLength(3);
        const { data } = await refund(row.id, "5");
        expect(data.refund).toMatchObject({
          state: "ready",
          error: expect.stringContaining("the day's limit of 40 EUR"),
        });
        expect(await payouts()).toHaveLength(3);
        await knex()("calypso_refund").update({ submitted_at: knex().raw("submitted_at - interval '1 day'") });
        await reconcile();
        expect(await payouts()).toHaveLength(4);
      });

      it("two admins at once can't refund more than there is, nor pay one refund twice", async () => {
        const { row, orderId } = await paidOrder();
        const answers = await Promise.all([refund(row.id, "9"), refund(row.id, "9"), refund(row.id, "9")]);
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
        const id = answers.find(({ status }) => status === 200)?.data.refund.id;
        await Promise.all([
          bench.admin(`/calypso/refunds/${id}/retry`, {}),
          bench.secondAdmin(`/calypso/refunds/${id}/retry`, {}),
          bench.admin(`/calypso/refunds/${id}/check`, {}),
        ]);
        expect(await payouts()).toHaveLength(1);
        expect((await totals(orderId)).refunded_total).toBe(9);
      });
    });

    describe("a claim", () => {
      const tokenOf = (url: string) => url.split("/").at(-1);

      it("lets the shopper give the address, once, by a link that nobody can guess", async () => {
        const requested = bench.listen("calypso.refund.requested");
        const claimed = bench.listen("calypso.refund.claimed");
        const { row } = await paidOrder();
        const { data } = await refund(row.id, "5", {});
        expect(data.refund).toMatchObject({ state: "awaiting_destination" });
        await vi.waitFor(() => expect(requested).toHaveLength(1));
        const token = tokenOf(requested[0].claim_url);
        expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);

        expect((await bench.store(`/calypso/refund-claims/${token}`)).data).toEqual({
          claim: {
            status: "open",
            state: "awaiting_destination",
            amount: "5",
            currency_code: "EUR",
            crypto_currency: "USDT_TRX",
            crypto_name: "Tether USD",
            network: "TRON",
            token_standard: "TRC-20",
            expires_at: expect.any(String),
          },
        });
        const wrong = await bench.store(`/calypso/refund-claims/${token}`, { destination: `${TRON.slice(0, -1)}Y` });
        expect(wrong).toMatchObject({ status: 400, data: { message: expect.stringContaining("TRON address") } });
        expect(await bench.store(`/calypso/refund-claims/${token}`, { destination: TRON })).toMatchObject({
          status: 200,
          data: { claim: { status: "used", state: "in_progress" } },
        });
        expect(await payouts()).toMatchObject([{ withdrawals: [{ depositAddress: TRON }] }]);
        await vi.waitFor(() => expect(claimed).toHaveLength(1));
        const again = await bench.store(`/calypso/refund-claims/${token}`, { destination: OTHER });
        expect(again).toMatchObject({ status: 400, data: { message: expect.stringContaining("used") } });
        expect(await payouts()).toHaveLength(1);
        const stored = JSON.stringify(await bench.container.resolve("calypso_ledger").listLedgerClaims({}));
        expect(stored).not.toContain(token);
      });

      it("is won by one of two who try at once", async () => {
        const { row } = await paidOrder();
        const { data } = await refund(row.id, "5", {});
        const { url } = (await bench.admin(`/calypso/refunds/${data.refund.id}/claim-link`, {})).data.claim_link;
        const path = `/calypso/refund-claims/${tokenOf(url)}`;
        const answers = await Promise.all([TRON, OTHER].map((destination) => bench.store(path, { destination })));
        expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
        expect(await payouts()).toHaveLength(1);
      });

      it("ends when a new link is made, when an admin revokes it, and when its time is over", async () => {
        const { row } = await paidOrder();
        const { data } = await refund(row.id, "5", {});
        const path = `/calypso/refunds/${data.refund.id}/claim-link`;
        const link = async () => tokenOf((await bench.admin(path, {})).data.claim_link.url);
        const status = async (token: string | undefined) =>
          (await bench.store(`/calypso/refund-claims/${token}`)).data.claim.status;
        const first = await link();
        const second = await link();
        expect([await status(first), await status(second)]).toEqual(["revoked", "open"]);
        await bench.remove(`/admin${path}`);
        expect(await status(second)).toBe("revoked");
        const third = await link();
        await knex()("calypso_claim").update({ expires_at: new Date(Date.now() - 1_000) });
        expect(await status(third)).toBe("expired");
        expect(await bench.store(`/calypso/refund-claims/${third}`, { destination: TRON })).toMatchObject({
          status: 400,
        });
        expect(await bench.store("/calypso/refund-claims/none")).toMatchObject({ status: 404 });
        expect(await payouts()).toEqual([]);
      });

      it("is offered for a refund of Medusa's own button too", async () => {
        const requested = bench.listen("calypso.refund.requested");
        const { orderId } = await paidOrder();
        await medusaRefund(orderId, 5);
        await vi.waitFor(() => expect(requested).toMatchObject([{ claim_url: expect.any(String), amount: "5" }]));
        await bench.store(`/calypso/refund-claims/${tokenOf(requested[0].claim_url)}`, { destination: TRON });
        expect(await payouts()).toHaveLength(1);
      });
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

      it("a payout that failed is paid anew with a new key, after the vendor has said that it is dead", async () => {
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
        expect(await ledger.openPayout(input, "job")).toBeUndefined();
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
        type Problems = typeof import("../../src/refunds/payout-problems");
        const { problemOf } = bench.built<Problems>("refunds/payout-problems");
        expect(problemOf("in_progress", [problem], ["You need more: 1 BTC."])).toMatch(
          new RegExp(`${advice}.*You need more: 1 BTC`),
        );
      });

      it("too little on the account holds the refund, says how much is missing, and it goes on after the top-up", async () => {
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

      it("goes on with one that was interrupted, before another refund begins", async () => {
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
        const { row, orderId } = await paidOrder();
        const before = await totals(orderId);
        const ledger = bench.container.resolve("calypso_ledger");
        const order = await bench.order(orderId);
        const medusa_payment_id = order.payment_collections[0].payments[0].id;
        const opened = await ledger.openRefund(
          {
            payment_id: row.id,
            source: "order",
            medusa_payment_id,
            order_id: orderId,
            amount: "5",
            currency_code: "eur",
            basis: "fiat",
            state: "ready",
            origin: "admin",
            destination: TRON,
            crypto_currency: "USDT_TRX",
          },
          "admin:x",
        );
        await bench.container.resolve(Modules.PAYMENT).refundPayment({
          payment_id: medusa_payment_id,
          amount: 5,
          metadata: { calypso_refund: opened.id },
        } as Json);
        await reconcile();
        expect(await read(opened.id)).toMatchObject({
          state: "canceled",
          error: expect.stringContaining("interrupted"),
        });
        expect(await payouts()).toEqual([]);
        expect(await totals(orderId)).toEqual(before);
        expect(await refund(row.id, "12")).toMatchObject({ status: 200 });
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
        const attempt = await ledger.openPayout({ ...input, outcome: "unknown" }, "job");
        await reconcile();
        expect(await payouts()).toMatchObject([{ idempotencyKey: attempt?.idempotency_key }]);
      });
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
