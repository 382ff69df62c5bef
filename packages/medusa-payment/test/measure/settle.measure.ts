import { writeFileSync } from "node:fs";
import { Modules } from "@medusajs/framework/utils";
import { one } from "../support/shop";
import { suite } from "../support/suite";

const RUNS = Number(process.env.MEASURE_RUNS ?? 40);

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** From the webhook's arrival to the captured order, against Medusa's own completion and capture, by turns. */
await suite({
  name: "measure-settle",
  test: (bench) => {
    async function timed(work: () => Promise<unknown>): Promise<number> {
      const start = performance.now();
      await work();
      return performance.now() - start;
    }

    async function coreAlone(): Promise<number> {
      const cartId = await bench.cart();
      const collectionId = await bench.collection(cartId);
      const body = { provider_id: "pp_system_default" };
      await bench.store(`/payment-collections/${collectionId}/payment-sessions`, body);
      const engine = bench.container.resolve(Modules.WORKFLOW_ENGINE);
      const payments = bench.container.resolve(Modules.PAYMENT);
      return timed(async () => {
        await engine.run("complete-cart", { input: { id: cartId } });
        const payment = one(await payments.listPayments({ payment_collection_id: collectionId } as never));
        await engine.run("capture-payment-workflow", { input: { payment_id: payment.id } });
      });
    }

    async function ours(): Promise<number> {
      const { sessionId } = await bench.checkout();
      await bench.vendor.control(`/invoices/${sessionId}/pay`, { instant: true });
      const { vendor_id } = await bench.ledgerRow(sessionId);
      const duration = await timed(() => bench.deliver({ id: vendor_id }));
      expect(await bench.ledgerRow(sessionId)).toMatchObject({ captured_at: expect.any(Date) });
      return duration;
    }

    it("settling costs little more than Medusa itself", async () => {
      await coreAlone();
      await ours();
      const core: number[] = [];
      const route: number[] = [];
      for (let run = 0; run < RUNS; run++) {
        core.push(await coreAlone());
        route.push(await ours());
      }
      const result = { runs: RUNS, coreMs: median(core), routeMs: median(route), ratio: median(route) / median(core) };
      if (process.env.MEASURE_FILE) writeFileSync(process.env.MEASURE_FILE, JSON.stringify(result));
      console.warn(JSON.stringify(result));
    }, 600_000);
  },
});
