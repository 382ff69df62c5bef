/** The default export of a file in test/bench: measures, and returns a row for each figure. */
export type Bench = () => Promise<BenchRow[]>;

export interface BenchRow {
  /** The quantity. */
  measure: string;
  value: number;
  unit: string;
  /** What the value is compared with, measured in the same run. */
  against?: string;
  /** The value divided by what it is compared with. */
  ratio?: number;
  /** "at most 300" for the value, "ratio 0.95 or more" for the ratio. */
  aim?: string;
}

/** Whether the row reaches its aim; undefined if it has none, or one without a limit. */
export function reachesAim({ measure, value, ratio, aim }: BenchRow): boolean | undefined {
  if (aim === undefined) return undefined;
  const words = aim.toLowerCase().replace(/,(?=\d{3})/g, "");
  const [figure] = /\d+(\.\d+)?/.exec(words) ?? [];
  const least = /or more|at least|above/.test(words);
  const most = /or less|or fewer|at most|below|under/.test(words);
  if (figure === undefined || least === most) return undefined;
  const measured = words.startsWith("ratio") ? ratio : value;
  if (measured === undefined) throw new Error(`"${measure}" has an aim for its ratio but no ratio`);
  return least ? measured >= Number(figure) : measured <= Number(figure);
}
