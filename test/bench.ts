/**
 * `npm run bench`: runs the measurements of test/bench, prints them as a table and writes them to docs/benchmarks.md.
 * Names of parts as arguments run only those; `-- --json` prints one line of JSON and writes nothing.
 */
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { type Bench, type BenchRow, reachesAim } from "@calypso-commerce/testkit/bench-row";
import { root } from "@calypso-commerce/testkit/root";
import { build } from "@calypso-commerce/tools/build";
import { chooseParts } from "@calypso-commerce/tools/choose-parts";
import { describeMachine } from "./bench/describe-machine.ts";
import { replaceSections, reportSection } from "./bench/report.ts";

const { values, positionals: wanted } = parseArgs({
  options: { json: { type: "boolean", default: false } },
  allowPositionals: true,
});

const names = globSync("*.bench.ts", { cwd: join(root, "test/bench") }).map((file) => basename(file, ".bench.ts"));
const chosen = chooseParts(names.sort(), wanted);

const measuredOn = describeMachine();
await build("test");
const measured = new Map<string, BenchRow[]>();
for (const name of chosen) {
  console.error(`measuring ${name} …`);
  const { default: bench } = (await import(`./bench/${name}.bench.ts`)) as { default: Bench };
  const rows = await bench();
  if (rows.length === 0) throw new Error(`${name} measured nothing`);
  measured.set(name, rows);
}

const rows = [...measured.values()].flat();
if (values.json) {
  console.log(JSON.stringify(rows));
} else {
  console.table(rows.map((row) => ({ ...row, reached: reachesAim(row) })));
  const file = join(root, "docs/benchmarks.md");
  const sections = new Map(
    [...measured].map(([name, each]) => [name, reportSection(name, each, measuredOn, new Date())]),
  );
  writeFileSync(file, replaceSections(existsSync(file) ? readFileSync(file, "utf8") : "", sections));
  console.log("wrote docs/benchmarks.md");
}
process.exit(0);
