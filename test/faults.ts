/**
 * `npm run faults`: kills processes between steps, loses and repeats messages, and counts the damage. The last line is
 * JSON with the figures of each part. Names as arguments run only those parts: `npm run faults -- relay`.
 */
import { build } from "@calypso-commerce/tools/build";
import { chooseParts } from "@calypso-commerce/tools/choose-parts";

interface FaultRun {
  run(): Promise<object>;
  /** Figures that must be 0. */
  zero: readonly string[];
  /** Figures that must not be 0: they show that faults happened, and that a loss would be noticed. */
  above?: readonly string[];
}

const storeZero = [
  "lost",
  "duplicate_orders",
  "wrong_amounts",
  "unbooked",
  "steps_missed",
  "reconcile_lost",
  "reconcile_heard",
  "orphan_orders",
];

const runs: Record<string, FaultRun> = {
  relay: {
    run: async () => (await import("./faults/relay/relay-faults.ts")).relayFaults(),
    zero: ["lost", "out_of_order", "wrong_ids"],
    above: ["control_lost"],
  },
  store: {
    run: async () => (await import("./faults/store/store-faults.ts")).storeFaults(),
    zero: storeZero,
    above: ["reconciled_alone"],
  },
  store_on_redis: {
    run: async () => (await import("./faults/store/store-faults.ts")).storeFaultsOnRedis(),
    zero: storeZero,
    above: ["reconciled_alone"],
  },
  refunds: {
    run: async () => (await import("./faults/refunds/refund-faults.ts")).refundFaults(),
    zero: [
      "duplicate_payouts",
      "payouts_without_row",
      "wrong_payouts",
      "paid_and_taken_back",
      "payouts_not_in_books",
      "over_refunded",
      "wrong_totals",
      "stuck",
    ],
    above: ["completed", "taken_back", "kills", "vendor_faults_met"],
  },
};

const chosen = chooseParts(Object.keys(runs), process.argv.slice(2));
await build("tools", "store");
const figures: Record<string, object> = {};
const wrong: string[] = [];
for (const name of chosen) {
  const { run, zero, above = [] } = runs[name] as FaultRun;
  const result = new Map(Object.entries(await run()));
  figures[name] = Object.fromEntries(result);
  // The part says why.
  if (result.has("skipped")) continue;
  for (const figure of zero) if (result.get(figure) !== 0) wrong.push(`${name}.${figure} is not 0`);
  for (const figure of above) if (!(Number(result.get(figure)) > 0)) wrong.push(`${name}.${figure} is 0`);
}
for (const each of wrong) console.error(each);
console.log(JSON.stringify(figures));
process.exit(wrong.length === 0 ? 0 : 1);
