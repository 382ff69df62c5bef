import { measurePlugin } from "./measure-plugin.ts";
import type { BenchRow } from "./row.ts";

type Figures = Record<"open" | "changed" | "calls" | "seconds" | "grownMiB", number>;

/** What it costs to find the invoices that changed without a word among many that are open. */
export default async function bench(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const open of [1_000, 10_000, 100_000]) {
    const { changed, calls, seconds, grownMiB } = await measurePlugin<Figures>("reconcile", {
      MEASURE_OPEN: `${open}`,
    });
    const what = `reconcile: ${open.toLocaleString("en-GB")} open invoices of which ${changed} were paid and no event came`;
    rows.push(
      { measure: what, value: calls, unit: "vendor calls", aim: "at most 150" },
      { measure: what, value: grownMiB, unit: "MiB more at most", aim: "at most 200" },
      // Nearly all of it is Medusa placing and capturing the orders of those that were paid.
      { measure: what, value: seconds, unit: "s" },
    );
  }
  return rows;
}
