/**
 * `npm run faults`: kills processes between steps, loses and repeats messages, and counts what went missing. The last
 * line is JSON with the figures of each part. Names as arguments run only those parts: `npm run faults -- relay`.
 */
import { build } from "@calypso-commerce/tools/stack/build";

/** A part's run, and those of its figures that must be 0. */
interface FaultRun {
  run(): Promise<object>;
  zero: readonly string[];
  /** Figures that may not be 0: a control that loses nothing shows that the check sees nothing. */
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
    run: async () => (await import("./faults/relay-faults.ts")).relayFaults(),
    zero: ["lost", "out_of_order", "wrong_ids"],
    above: ["control_lost"],
  },
  store: {
    run: async () => (await import("./faults/store-faults.ts")).storeFaults(),
    zero: storeZero,
    above: ["reconciled_alone"],
  },
  store_on_redis: {
    run: async () => (await import("./faults/store-faults.ts")).storeFaultsOnRedis(),
    zero: storeZero,
    above: ["reconciled_alone"],
  },
  refunds: {
    run: async () => (await import("./faults/refund-faults.ts")).refundFaults(),
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

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in runs));
if (unknown.length > 0) {
  console.error(`no part is called ${unknown.join(", ")}; there are ${Object.keys(runs).join(", ")}`);
  process.exit(1);
}

await build("tools", "store");
const figures: Record<string, object> = {};
const wrong: string[] = [];
for (const [name, { run, zero, above = [] }] of Object.entries(runs)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const result = new Map(Object.entries(await run()));
  figures[name] = Object.fromEntries(result);
  // What a part needs isn't there, and it says so.
  if (result.has("skipped")) continue;
  for (const figure of zero) if (result.get(figure) !== 0) wrong.push(`${name}.${figure} is not 0`);
  for (const figure of above) if (!(Number(result.get(figure)) > 0)) wrong.push(`${name}.${figure} is 0`);
}
for (const each of wrong) console.error(each);
console.log(JSON.stringify(figures));
process.exit(wrong.length === 0 ? 0 : 1);
