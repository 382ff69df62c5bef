import type { BenchRow } from "@calypso-commerce/testkit/bench-row";
import { measurePlugin } from "./measure-plugin.ts";

/** The cost of settling compared with Medusa's own completion and capture. */
export default async function bench(): Promise<BenchRow[]> {
  const { coreMs, routeMs, ratio, runs } =
    await measurePlugin<Record<"coreMs" | "routeMs" | "ratio" | "runs", number>>("settle");
  return [
    {
      measure: `plugin: from the webhook at the store to the order captured, median of ${runs}`,
      value: routeMs,
      unit: "ms",
      against: `Medusa's own completion and capture ${coreMs.toFixed(0)} ms`,
      ratio,
      aim: "ratio at most 1.2",
    },
  ];
}
