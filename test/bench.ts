/**
 * `npm run bench`: every measurement of test/bench as a table, also written to docs/benchmarks.md. Names of parts as
 * arguments run and write only those; `-- --json` prints one line of JSON and writes nothing.
 */
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { root } from "@calypso-commerce/testkit/root";
import { build } from "@calypso-commerce/tools/stack/build";
import { machine } from "./bench/machine.ts";
import { section, withSections } from "./bench/report.ts";
import { type Bench, type BenchRow, reached } from "./bench/row.ts";

export type { Bench, BenchRow };

const { values, positionals: wanted } = parseArgs({
  options: { json: { type: "boolean", default: false } },
  allowPositionals: true,
});

const files = globSync("test/bench/*.bench.ts", { cwd: root }).sort();
const names = files.map((file) => basename(file, ".bench.ts"));
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`no part is called ${unknown.join(", ")}; there are ${names.join(", ")}`);
  process.exit(1);
}

const measuredOn = machine();
await build("test");
const measured = new Map<string, BenchRow[]>();
for (const [index, name] of names.entries()) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`measuring ${name} …`);
  const { default: bench } = (await import(pathToFileURL(join(root, `${files[index]}`)).href)) as { default: Bench };
  const rows = await bench();
  if (rows.length === 0) throw new Error(`${name} measured nothing`);
  measured.set(name, rows);
}

const rows = [...measured.values()].flat();
if (values.json) {
  console.log(JSON.stringify(rows));
} else {
  console.table(rows.map((row) => ({ ...row, reached: reached(row) })));
  const file = join(root, "docs/benchmarks.md");
  const sections = new Map([...measured].map(([name, each]) => [name, section(name, each, measuredOn, new Date())]));
  writeFileSync(file, withSections(existsSync(file) ? readFileSync(file, "utf8") : "", sections));
  console.log("written to docs/benchmarks.md");
}
process.exit(0);
