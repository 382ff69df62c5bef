import { createHmac, randomUUID } from "node:crypto";
import { channel } from "node:diagnostics_channel";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { webhookKeys } from "../support/credentials";
import { type Json, suite } from "../support/suite";

type Reconcile = typeof import("../../src/reconcile/reconcile");
type AnnounceLostOrders = typeof import("../../src/reconcile/announce-lost-orders");
type SettleSteps = typeof import("../../src/settle/settle-steps");

/** What somebody with bad intentions, a vendor that errs, or a database that goes away can do to a payment. */
await suite({
  name: "attacks",
  options: { timeoutMs: 2_000 },
  test: (bench) => {
    beforeEach(() => bench.vendor.reset());

    const pay = (sessionId: string, body: object = { instant: true }) =>
      bench.vendor.control(`/invoices/${sessionId}/pay`, body);
    const tell = async (sessionId: string) => bench.deliver({ id: (await bench.ledgerRow(sessionId)).vendor_id });
    const captures = async () => {
      const payments = await bench.container.resolve(Modules.PAYMENT).listPayments({}, { relations: ["captures"] });
      return payments.flatMap((payment) => payment.captures ?? []);
    };

    /** Has the vendor's answers about one invoice say something else while some work is done. */
    async function tampered<T>(change: (text: string) => string, work: () => Promise<T>): Promise<T> {
      const original = globalThis.fetch;
      globalThis.fetch = async (input, init) => {
        const answer = await original(input, init);
        if (String(input) !== `${bench.vendor.url}/api/v1/invoice`) return answer;
        return new Response(change(await answer.text()), { status: answer.status, headers: answer.headers });
      };
      try {
        return await work();
      } finally {
        globalThis.fetch = original;
      }
    }

    describe("a webhook that names", () => {
      it("one cart's invoice and another cart's session settles the invoice's cart, and no other", async () => {
        const paid = await bench.checkout();
        const other = await bench.checkout();
        await pay(paid.sessionId);
        const { vendor_id } = await bench.ledgerRow(paid.sessionId);
        expect(await bench.deliver({ id: vendor_id, externalId: other.sessionId })).toMatchObject({ status: 200 });
        expect(await bench.ledgerRow(paid.sessionId)).toMatchObject({ captured_at: expect.any(Date) });
        expect(await bench.ledgerRow(other.sessionId)).toMatchObject({ outcome: "waiting", order_id: null });
        expect(await bench.orders()).toHaveLength(1);
      });

      it("a session that was not paid, under a made-up invoice, does nothing", async () => {
        const { sessionId } = await bench.checkout();
        expect(await bench.deliver({ id: randomUUID(), externalId: sessionId })).toMatchObject({ status: 200 });
        expect(await bench.ledgerRow(sessionId)).toMatchObject({ outcome: "waiting" });
        expect(await bench.orders()).toEqual([]);
      });

      it("another merchant's invoice is acknowledged, since it would come for five days, and does nothing", async () => {
        const answer = await bench.deliver({ id: randomUUID(), externalId: "payses_of_another_shop" });
        expect(answer).toMatchObject({ status: 200, data: { status: "ignored" } });
      });

      it("a payment of an account that the settings no longer name captures nothing, and is listed", async () => {
        const { sessionId } = await bench.checkout();
        await pay(sessionId);
        const row = await bench.ledgerRow(sessionId);
        const ledger = bench.container.resolve("calypso_ledger");
        await ledger.payments.change(row.id, { account: "0xanother" }, undefined);
        expect(await tell(sessionId)).toMatchObject({ status: 200 });
        expect(await bench.ledgerRow(sessionId)).toMatchObject({ attention: "mismatch", captured_at: null });
        expect(await bench.orders()).toEqual([]);
        await ledger.payments.change(row.id, { account: row.account }, undefined);
        expect(await tell(sessionId)).toMatchObject({ status: 200 });
        expect(await bench.ledgerRow(sessionId)).toMatchObject({ attention: null, captured_at: expect.any(Date) });
      });
    });

    it("a vendor's webhook of any content type verifies, and nothing of its body is stored", async () => {
      const { sessionId } = await bench.checkout();
      const data = { type: "INVOICE_PAID", externalId: sessionId, senderAddress: "T".repeat(50_000) };
      const body = JSON.stringify({ id: 1, createdDate: "2026-11-21T10:00:00", eventType: "INVOICE_PAID", data });
      const sign = createHmac("sha512", webhookKeys.secretKey).update(body).digest("hex");
      for (const type of ["application/json", "text/plain", "application/octet-stream"]) {
        const headers = { "content-type": type, key: webhookKeys.publicKey, sign };
        expect(await bench.post("/hooks/calypso", body, headers), type).toMatchObject({ status: 200 });
        const forged = { ...headers, sign: sign.replace(/^./, sign.startsWith("0") ? "1" : "0") };
        expect(await bench.post("/hooks/calypso", body, forged), type).toMatchObject({ status: 401 });
      }
      expect(await bench.ledgerRow(sessionId)).toMatchObject({ sender_address: null, outcome: "waiting" });
    });

    describe("the vendor's answer", () => {
      const wrong: [what: string, change: (text: string) => string][] = [
        ["is empty", () => ""],
        ["is half", (text) => text.slice(0, text.length / 2)],
        ["is no JSON", () => "<html>502</html>"],
        [
          "has a number that is none",
          (text) => text.replace(/"totalDebitAmount":\s*[^,}]+/, '"totalDebitAmount":"1e"'),
        ],
        ["has a state that nobody knows", (text) => text.replace(/"state":\s*"\w+"/, '"state":"PAID_MAYBE"')],
        ["is about another invoice", (text) => text.replace(/"id":\s*"[^"]+"/, `"id":"${randomUUID()}"`)],
        [
          "has another idempotency key",
          (text) => text.replace(/"idempotencyKey":\s*"[^"]+"/, `"idempotencyKey":"${randomUUID()}"`),
        ],
      ];
      it.each(wrong)("%s: 503, nothing is written down, and the next delivery settles", async (_, change) => {
        const { sessionId } = await bench.checkout();
        await pay(sessionId);
        const before = await bench.ledgerRow(sessionId);
        let seen = 0;
        const count = (text: string) => {
          const changed = change(text);
          if (changed !== text) seen++;
          return changed;
        };
        expect(await tampered(count, () => tell(sessionId))).toMatchObject({ status: 503 });
        expect(seen).toBeGreaterThan(0);
        expect(await bench.ledgerRow(sessionId)).toEqual(before);
        expect(await bench.orders()).toEqual([]);
        expect(await tell(sessionId)).toMatchObject({ status: 200 });
        expect(await captures()).toHaveLength(1);
      });

      it.each([
        ["amount", (text: string) => text.replace(/"fiatAmount":\s*"?[\d.]+"?/, '"fiatAmount":14.99')],
        ["currency", (text: string) => text.replace(/"fiatCurrency":\s*"EUR"/, '"fiatCurrency":"USD"')],
        ["no amount", (text: string) => text.replace(/"fiatAmount":\s*"?[\d.]+"?,?/, "")],
      ])("has another fiat %s than was asked for: nothing is captured, and it is listed", async (_, change) => {
        const { sessionId, cartId } = await bench.checkout();
        await pay(sessionId);
        await tampered(change, () => tell(sessionId));
        expect(await bench.ledgerRow(sessionId)).toMatchObject({ attention: "mismatch", captured_at: null });
        const completed = await tampered(change, () => bench.store(`/carts/${cartId}/complete`, {}));
        expect(completed.status).toBe(400);
        expect(await bench.orders()).toEqual([]);
      });
    });

    it("webhooks, the job, the shopper and an admin's acceptance at once: one order, one capture over its amount", async () => {
      const captured = bench.listen("payment.captured");
      const { sessionId, cartId } = await bench.checkout();
      await pay(sessionId, { instant: true, amount: "under" });
      await tell(sessionId);
      const { id } = await bench.ledgerRow(sessionId);
      const { reconcile } = bench.built<Reconcile>("reconcile/reconcile");
      await Promise.all([
        tell(sessionId),
        bench.admin(`/calypso/payments/${id}/accept`, { reason: "a good customer" }),
        bench.secondAdmin(`/calypso/payments/${id}/accept`, { reason: "a good customer" }),
        reconcile(bench.container, { graceMs: -1_000 }),
        bench.store(`/carts/${cartId}/complete`, {}),
        bench.store(`/calypso/payments/${sessionId}`),
        tell(sessionId),
      ]);
      await tell(sessionId);
      expect(await bench.orders()).toHaveLength(1);
      expect(await captures()).toMatchObject([{ amount: 15 }]);
      expect(await bench.ledgerRow(sessionId)).toMatchObject({ captured_at: expect.any(Date), attention: null });
      const { audit } = (await bench.admin(`/calypso/payments/${id}`)).data.payment;
      expect(audit.filter(({ action }: Json) => action === "payment.accepted")).toHaveLength(1);
      await vi.waitFor(() => expect(captured).toHaveLength(1));
    });

    it("this machine's clock is hours off the vendor's: payments go on, and the health report says so", async () => {
      await bench.vendor.control("/faults", { kind: "clock-skew", skewMs: 3 * 3_600_000, count: null });
      const { sessionId } = await bench.checkout();
      await pay(sessionId);
      expect(await tell(sessionId)).toMatchObject({ status: 200 });
      expect(await captures()).toHaveLength(1);
      const { data } = await bench.admin("/calypso/health");
      expect(data.health.checks).toContainEqual(
        expect.objectContaining({ name: "clock", status: "warn", message: expect.stringContaining("NTP") }),
      );
      await bench.vendor.control("/faults/clear");
      await bench.admin("/calypso/health");
    });

    describe("the database's connections end", () => {
      const { settleSteps } = bench.built<SettleSteps>("settle/settle-steps");
      const steps = settleSteps.filter((step) => !step.startsWith("accept"));

      it.each(steps)("at the step %s: a later delivery ends it, once", async (step) => {
        const { sessionId } = await bench.checkout();
        await pay(sessionId);
        const { vendor_id } = await bench.ledgerRow(sessionId);
        const knex = bench.container.resolve(ContainerRegistrationKeys.PG_CONNECTION);
        const cut = knex.raw(
          "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
        );
        let cuts = 0;
        let ended: Promise<unknown> = Promise.resolve();
        const steps = channel("calypso:settle");
        const listener = (message: unknown) => {
          if ((message as { step: string }).step !== step || cuts++ > 0) return;
          ended = cut.then(
            () => undefined,
            () => undefined,
          );
        };
        steps.subscribe(listener);
        try {
          const { status } = await bench.deliver({ id: vendor_id });
          expect([200, 500, 503]).toContain(status);
        } finally {
          steps.unsubscribe(listener);
        }
        expect(cuts).toBeGreaterThan(0);
        // The test's own connection may be one of those that ended.
        await ended;
        await vi.waitFor(() => knex("capture").update({ created_at: new Date(Date.now() - 5 * 60_000) }), 10_000);
        await vi.waitFor(async () => expect(await bench.deliver({ id: vendor_id })).toMatchObject({ status: 200 }), {
          timeout: 60_000,
          interval: 200,
        });
        expect(await bench.orders()).toHaveLength(1);
        const { order_id } = await bench.ledgerRow(sessionId);
        const order: Json = await bench.order(order_id);
        expect(order).toMatchObject({ payment_status: "captured", transactions: [{ amount: 15 }] });
        expect(await captures()).toHaveLength(1);
        // The order's announcement may have been lost with a connection, as with a process.
        const { announceLostOrders } = bench.built<AnnounceLostOrders>("reconcile/announce-lost-orders");
        await announceLostOrders(bench.container, -1_000);
      });
    });
  },
});
