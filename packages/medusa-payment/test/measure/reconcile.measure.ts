import { writeFileSync } from "node:fs";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type * as Reconcile from "../../src/reconcile/reconcile";
import { fillerKey, fillLedger } from "../support/fill-ledger";
import { suite } from "../support/suite";

/** Open invoices, all but the changed ones of which nobody has paid anything. */
const OPEN = Number(process.env.MEASURE_OPEN ?? 10_000);
const CHANGED = 50;

/** Heap and buffers, in bytes, garbage included. */
function memory(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Calls to the vendor, and by how much this process grew at most, while some work is done. */
async function observed(vendorUrl: string, work: () => Promise<void>) {
  const original = globalThis.fetch;
  let calls = 0;
  globalThis.fetch = (input, init) => {
    if (String(input).startsWith(`${vendorUrl}/api`)) calls++;
    return original(input, init);
  };
  const before = memory();
  let most = before;
  const sampler = setInterval(() => {
    most = Math.max(most, memory());
  }, 20);
  const start = performance.now();
  try {
    await work();
  } finally {
    globalThis.fetch = original;
    clearInterval(sampler);
  }
  return { calls, seconds: (performance.now() - start) / 1_000, grownMiB: (most - before) / 2 ** 20 };
}

/** Finding the invoices that changed, no event of which ever came, among many that didn't. The emulator is in the same process, and its memory counts. */
await suite({
  name: "measure-reconcile",
  options: { timeoutMs: 60_000 },
  test: (bench) => {
    it("finds those that changed", async () => {
      const sessions: string[] = [];
      for (let index = 0; index < CHANGED; index++) sessions.push((await bench.checkout()).sessionId);
      const knex = bench.container.resolve(ContainerRegistrationKeys.PG_CONNECTION);
      await fillLedger(knex, { open: OPEN - CHANGED, done: 0 });
      await atTheVendor(OPEN - CHANGED);
      for (const session of sessions) await bench.vendor.control(`/invoices/${session}/pay`, { instant: true });

      const { reconcile } = bench.built<typeof Reconcile>("reconcile/reconcile");
      const figures = await observed(bench.vendor.url, async () => {
        expect(await reconcile(bench.container, { graceMs: 0 })).toMatchObject({ payments: CHANGED, failures: 0 });
      });
      for (const session of sessions) expect(await bench.ledgerRow(session)).toMatchObject({ outcome: "settled" });
      expect(await bench.orders()).toHaveLength(CHANGED);
      const result = { open: OPEN, changed: CHANGED, ...figures };
      if (process.env.MEASURE_FILE) writeFileSync(process.env.MEASURE_FILE, JSON.stringify(result));
      console.warn(JSON.stringify(result));
    }, 1_800_000);

    /** The vendor's side of {@link fillLedger}. */
    async function atTheVendor(count: number): Promise<void> {
      let next = 1;
      const worker = async () => {
        for (let n = next++; n <= count; n = next++) {
          await bench.client.invoice.createSingleFiat({
            idempotencyKey: fillerKey(n),
            externalId: `payses_filler_${n}`,
            currency: "USDT_TRX",
            fiatAmount: "15.00",
            fiatCurrency: "EUR",
            description: "An order that nobody has paid",
          });
        }
      };
      await Promise.all(Array.from({ length: 16 }, worker));
    }
  },
});
