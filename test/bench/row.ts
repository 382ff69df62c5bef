/** What a file in test/bench exports as its default: measures, and answers one row for each figure. */
export type Bench = () => Promise<BenchRow[]>;

export interface BenchRow {
  /** What was measured. */
  measure: string;
  value: number;
  unit: string;
  /** What the value is set against in the same run, and value divided by it. */
  against?: string;
  ratio?: number;
  /** The figure that is aimed at: "at most 300" for the value, "ratio 0.95 or more" for the ratio. */
  aim?: string;
}

/** Whether the aim was reached; undefined where there is none, or one without a figure to be above or below. */
export function reached({ measure, value, ratio, aim }: BenchRow): boolean | undefined {
  if (aim === undefined) return undefined;
  const words = aim.toLowerCase().replace(/,(?=\d{3})/g, "");
  const [figure] = /\d+(\.\d+)?/.exec(words) ?? [];
  const least = /or more|at least|above/.test(words);
  const most = /or less|or fewer|at most|below|under/.test(words);
  if (figure === undefined || least === most) return undefined;
  const measured = words.startsWith("ratio") ? ratio : value;
  if (measured === undefined) throw new Error(`"${measure}" has an aim for its ratio and no ratio`);
  return least ? measured >= Number(figure) : measured <= Number(figure);
}
