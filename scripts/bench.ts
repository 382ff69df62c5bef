/** `npm run bench`: every measurement of test/bench as a table; `-- --json` as one line of JSON. */
import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "./stack/build.ts";
import { root } from "./stack/root.ts";

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
  /** The figure that is aimed at, in words. */
  aim?: string;
}

const { values, positionals } = parseArgs({
  options: { json: { type: "boolean", default: false } },
  allowPositionals: true,
});

await build("core", "emulator", "medusa-payment", "checkout");
const rows: BenchRow[] = [];
for (const file of globSync("test/bench/*.bench.ts", { cwd: root }).sort()) {
  const name = basename(file, ".bench.ts");
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  console.error(`measuring ${name} …`);
  const { default: bench } = (await import(pathToFileURL(join(root, file)).href)) as { default: Bench };
  rows.push(...(await bench()));
}
if (values.json) console.log(JSON.stringify(rows));
else console.table(rows);
process.exit(0);
