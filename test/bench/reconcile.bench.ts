import type { BenchRow } from "@calypso-commerce/testkit/bench-row";
import { measurePlugin } from "./measure-plugin.ts";

type Figures = Record<"open" | "changed" | "calls" | "seconds" | "grownMiB", number>;

/** The cost of finding the paid invoices without a webhook among many open ones. */
export default async function bench(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const open of [1_000, 10_000, 100_000]) {
    const { changed, calls, seconds, grownMiB } = await measurePlugin<Figures>("reconcile", {
      MEASURE_OPEN: `${open}`,
    });
    const what = `reconcile: ${open.toLocaleString("en-GB")} open invoices, ${changed} of them paid without a webhook`;
    rows.push(
      { measure: what, value: calls, unit: "vendor calls", aim: "at most 150" },
      { measure: what, value: grownMiB, unit: "MiB more at peak", aim: "at most 200" },
      // Most of it is Medusa placing and capturing the paid orders.
      { measure: what, value: seconds, unit: "s" },
    );
  }
  return rows;
}
