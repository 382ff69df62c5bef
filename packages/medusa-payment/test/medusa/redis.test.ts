import { claimRedisDatabase } from "@calypso-commerce/testkit/redis-database";
import { Modules } from "@medusajs/framework/utils";
import { suite } from "../support/suite";

const redis = await claimRedisDatabase();

if (redis) {
  await suite({
    name: "redis",
    modules: { redisUrl: redis.url },
    test: (bench) => {
      afterAll(() => redis.release());

      it("settles races as one, with Redis for events, workflows and locks", async () => {
        const { sessionId, cartId } = await bench.checkout();
        await bench.vendor.control(`/invoices/${sessionId}/pay`, { instant: true });
        const { vendor_id } = await bench.ledgerRow(sessionId);
        const answers = await Promise.all([
          bench.store(`/carts/${cartId}/complete`, {}),
          ...Array.from({ length: 5 }, () => bench.deliver({ id: vendor_id })),
        ]);
        expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
        expect(await bench.orders()).toHaveLength(1);
        const [payment] = await bench.container.resolve(Modules.PAYMENT).listPayments({}, { relations: ["captures"] });
        expect(payment?.captures).toHaveLength(1);
      });

      it("captures what the shopper completed, through the queue", async () => {
        const { sessionId, cartId } = await bench.checkout();
        await bench.vendor.control(`/invoices/${sessionId}/pay`, { instant: true });
        expect(await bench.store(`/carts/${cartId}/complete`, {})).toMatchObject({ status: 200 });
        await vi.waitFor(
          async () => expect(await bench.ledgerRow(sessionId)).toMatchObject({ captured_at: expect.any(Date) }),
          { timeout: 20_000, interval: 200 },
        );
      });
    },
  });
} else {
  describe.skip("with Redis: skipped, no Redis answers at REDIS_URL or 127.0.0.1:6379", () =>
    it("is skipped", () => {}));
}
