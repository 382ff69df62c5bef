import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { type Json, suite } from "../support/suite";

/** A vendor that takes requests and never answers, with locks that are transactions. */
await suite({
  name: "vendor-hangs",
  modules: { locking: "postgres" },
  test: (bench) => {
    const hang = () => bench.vendor.control("/faults", { kind: "hang", count: null });
    const knex = (): Json => bench.container.resolve(ContainerRegistrationKeys.PG_CONNECTION);
    const idle = async () => {
      const { rows } = await knex().raw(
        "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'",
      );
      return rows[0].count as number;
    };

    beforeEach(() => bench.vendor.reset());

    it("64 anonymous polls hold at most four connections, and the shop answers", async () => {
      const sessions: string[] = [];
      for (let count = 0; count < 8; count++) sessions.push((await bench.checkout()).sessionId);
      await hang();
      const polls = Array.from({ length: 64 }, (_, index) =>
        bench.store(`/calypso/payments/${sessions[index % sessions.length]}`),
      );
      await vi.waitFor(async () => expect(await idle()).toBeGreaterThan(0), 10_000);
      expect(await bench.store("/regions")).toMatchObject({ status: 200 });
      expect(await idle()).toBeLessThanOrEqual(4);
      for (const { status, data, headers } of await Promise.all(polls)) {
        expect(status).toBe(200);
        expect(data.payment.outcome).toBe("waiting");
        expect(headers).toMatchObject({ "cache-control": "no-store", "referrer-policy": "no-referrer" });
      }
    });

    it("starting a payment is given up, in words for shoppers", async () => {
      await bench.checkout();
      const collectionId = await bench.collection(await bench.cart());
      await hang();
      const body = { provider_id: "pp_calypso_calypso", data: { crypto_currency: "USDT_TRX" } };
      const answer = await bench.store(`/payment-collections/${collectionId}/payment-sessions`, body);
      expect(answer).toMatchObject({
        status: 500,
        data: { message: expect.stringContaining("try again in a moment") },
      });
      expect(JSON.stringify(answer.data)).not.toContain("/api/v1");
    });
  },
});
