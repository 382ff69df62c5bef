import {
  type EndedBy,
  type InvoiceOutcomeName,
  interventionTable,
  invoiceOutcomeTable,
  invoiceStateTable,
} from "@calypso-commerce/core";
import { TRON } from "../support/refund-desk";
import { type Json, suite } from "../support/suite";

type Reconcile = typeof import("../../src/reconcile/reconcile");

/** A way to an outcome, and one way out for each that the table names, in its order. */
interface Walk {
  arrive(sessionId: string): Promise<unknown>;
  ends: [EndedBy, (payment: Json) => Promise<unknown>][];
}

await suite({
  name: "every-state-ends",
  options: { payments: { overpayment: "hold" } },
  test: (bench) => {
    /** States of invoices that the walks came through. */
    const visited = new Set<string>();

    beforeEach(async () => {
      bench.vendor.reset();
      await bench.vendor.control("/settings", { returnArchivedToPaid: true, withdrawalLimitUsdt: null });
      await bench.vendor.control("/account/top-up", { currency: "USDT_TRX", amount: "1000" });
    });

    const payments = () => bench.container.resolve("calypso_ledger").settings.payments;
    const vendor = (sessionId: string, command: string, body = {}) =>
      bench.vendor.control(`/invoices/${sessionId}/${command}`, body);
    const read = async (sessionId: string): Promise<Json> => {
      const row = await bench.ledgerRow(sessionId);
      visited.add(row.state);
      return row;
    };
    const job = async () => {
      const { reconcile } = bench.built<Reconcile>("reconcile/reconcile");
      await reconcile(bench.container, { graceMs: -1_000 });
    };
    const act = async ({ id }: Json, action: string, body = {}) => {
      const answer = await bench.admin(`/calypso/payments/${id}/${action}`, { reason: "by a test", ...body });
      expect({ status: answer.status, message: answer.data.message }).toEqual({ status: 200 });
      return answer.data.payment;
    };
    const hearOf = async (payment: Json) => bench.deliver({ id: payment.vendor_id });

    const captured = async ({ session_id }: Json) => {
      const row = await read(session_id);
      expect(row).toMatchObject({ outcome: "settled", captured_at: expect.any(Date) });
      expect((await bench.order(row.order_id)).transactions).toMatchObject([{ amount: 15 }]);
    };
    const accept = async (payment: Json, body = {}) => {
      await act(payment, "accept", body);
      await captured(payment);
    };
    /** By today's price all of the money; it ends when it has arrived. */
    const refundAll = async ({ id, session_id }: Json) => {
      const { data } = await bench.admin(`/calypso/payments/${id}`);
      const body = { amount: data.payment.refundable.unclaimed.fiat, basis: "crypto", destination: TRON };
      const answer = await bench.admin(`/calypso/payments/${id}/refunds`, body);
      expect({ status: answer.status, message: answer.data.message }).toEqual({ status: 200 });
      await vi.waitFor(
        async () => {
          await bench.vendor.control("/clock", { advanceMs: 10_000 });
          await job();
          const refund = await bench.admin(`/calypso/refunds/${answer.data.refund.id}`);
          expect(refund.data.refund).toMatchObject({ state: "completed" });
        },
        { timeout: 20_000 },
      );
      await vi.waitFor(async () => expect(await read(session_id)).toMatchObject({ attention: null }));
    };
    const resolve = async (payment: Json) => {
      expect(await act(payment, "resolve")).toMatchObject({ attention: null });
      expect(await read(payment.session_id)).toMatchObject({ attention: null, closed_at: expect.any(Date) });
    };
    const moveBySupport = async (payment: Json) => {
      await bench.vendor.control("/settings", { returnArchivedToPaid: false });
      const amount = payment.outcome === "expired_partial" ? { amount: payment.amount } : {};
      const refused = await bench.admin(`/calypso/payments/${payment.id}/accept`, { reason: "by a test", ...amount });
      expect(refused).toMatchObject({ status: 400, data: { code: "late_money_not_released" } });
      await vendor(payment.session_id, "recover");
      await resolve(payment);
    };

    const pay = (body: object) => (sessionId: string) => vendor(sessionId, "pay", { instant: true, ...body });
    const walks: Record<InvoiceOutcomeName, Walk> = {
      waiting: {
        arrive: async () => undefined,
        ends: [
          ["shopper", async (payment) => [await pay({})(payment.session_id), await job(), await captured(payment)]],
          [
            "calypso",
            async (payment) => {
              await vendor(payment.session_id, "expire");
              await job();
              expect(await read(payment.session_id)).toMatchObject({
                outcome: "expired",
                closed_at: expect.any(Date),
              });
            },
          ],
        ],
      },
      detected: {
        arrive: (sessionId) => vendor(sessionId, "pay", { confirm: false }),
        ends: [
          [
            "calypso",
            async (payment) => [await vendor(payment.session_id, "confirm"), await job(), await captured(payment)],
          ],
        ],
      },
      held: {
        arrive: async (sessionId) => [
          await vendor(sessionId, "pay", { confirm: false }),
          await vendor(sessionId, "hold"),
        ],
        ends: [
          [
            "calypso",
            async (payment) => [await vendor(payment.session_id, "release"), await job(), await captured(payment)],
          ],
        ],
      },
      intervention: {
        arrive: pay({ senders: 2 }),
        ends: [
          ["admin", accept],
          ["admin", refundAll],
        ],
      },
      underpaid: {
        arrive: pay({ amount: "under" }),
        ends: [
          [
            "shopper",
            async (payment) => [await pay({})(payment.session_id), await hearOf(payment), await captured(payment)],
          ],
          [
            "job",
            async (payment) => {
              payments().underpaymentTolerance = { percent: "60" };
              await hearOf(payment).finally(() => delete payments().underpaymentTolerance);
              await captured(payment);
            },
          ],
          ["admin", accept],
          ["admin", refundAll],
        ],
      },
      overpaid: {
        arrive: pay({ amount: "over" }),
        ends: [
          [
            "job",
            async (payment) => {
              payments().overpayment = "accept";
              await hearOf(payment).finally(() => {
                payments().overpayment = "hold";
              });
              await captured(payment);
            },
          ],
          ["admin", accept],
          ["admin", refundAll],
        ],
      },
      settled: {
        arrive: pay({}),
        ends: [["job", async (payment) => [await job(), await captured(payment)]]],
      },
      expired: {
        arrive: (sessionId) => vendor(sessionId, "expire"),
        ends: [
          [
            "shopper",
            async (payment) => {
              const next = await bench.session(payment.payment_collection_id);
              expect(next.data).toMatchObject({ outcome: "waiting" });
              expect(next.data.address).not.toBe(payment.address);
            },
          ],
        ],
      },
      expired_partial: {
        arrive: pay({ amount: "under", late: true }),
        ends: [
          [
            "admin",
            async (payment) => {
              const body = { reason: "half is enough" };
              const silent = await bench.admin(`/calypso/payments/${payment.id}/accept`, body);
              expect(silent).toMatchObject({ status: 400, data: { code: "amount_required" } });
              const half = await bench.admin(`/calypso/payments/${payment.id}/accept`, { ...body, amount: "7.50" });
              expect(half).toMatchObject({ status: 400, data: { code: "amount_differs" } });
              await accept(payment, { amount: "15.00" });
            },
          ],
          ["admin", refundAll],
          ["support", moveBySupport],
        ],
      },
      late: {
        arrive: pay({ late: true }),
        ends: [
          ["admin", accept],
          ["admin", refundAll],
          ["support", moveBySupport],
        ],
      },
      declined: {
        arrive: async (sessionId) => [
          await vendor(sessionId, "pay", { confirm: false }),
          await vendor(sessionId, "hold"),
          await vendor(sessionId, "decline", { freeze: true }),
        ],
        ends: [["admin", resolve]],
      },
    };

    for (const [outcome, { arrive, ends }] of Object.entries(walks)) {
      const row = invoiceOutcomeTable[outcome as InvoiceOutcomeName];

      it(`walks every end that the table names for ${outcome}`, () => {
        expect(ends.map(([by]) => by)).toEqual(row.ends.map(({ by }) => by));
      });

      for (const [index, [by, end]] of ends.entries()) {
        it(`${outcome} ends by ${by} (${row.ends[index]?.how})`, { timeout: 60_000 }, async () => {
          const { sessionId } = await bench.checkout();
          await arrive(sessionId);
          // A settled payment is left to the job, as if its webhook were lost.
          if (outcome !== "settled") await hearOf(await bench.ledgerRow(sessionId));
          const payment = await read(sessionId);
          if (outcome !== "settled") expect(payment).toMatchObject({ outcome });
          const acceptance = { reason: "by a test", amount: "15" };
          if (!row.acceptable && outcome !== "settled") {
            const refused = await bench.admin(`/calypso/payments/${payment.id}/accept`, acceptance);
            expect(refused).toMatchObject({ status: 400 });
          }
          await end(payment);
        });
      }
    }

    it("came through every documented state of an invoice", () => {
      expect([...visited].sort()).toEqual([...Object.keys(invoiceStateTable), "PENDING_INTERVENTION"].sort());
      expect(Object.keys(interventionTable).sort()).toEqual(["NO_TYPE", "OVERPAY", "UNDERPAY"]);
    });
  },
});
