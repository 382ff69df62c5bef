/**
 * `npm test`: runs the tests of all parts, one part after the other, and prints how long each took. Names of parts as
 * arguments run only those: `npm test -- core emulator`.
 */
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import type { Child } from "@calypso-commerce/testkit/child";
import { type PostgresServer, startPostgres } from "@calypso-commerce/testkit/postgres";
import { root } from "@calypso-commerce/testkit/root";
import { build } from "./build.ts";
import { chooseParts } from "./choose-parts.ts";
import { startVitest } from "./start-vitest.ts";

interface Part {
  name: string;
  folder: string;
  /** Needs PostgreSQL. */
  database?: boolean;
}

const parts: Part[] = [
  { name: "core", folder: "packages/core" },
  { name: "emulator", folder: "packages/emulator" },
  { name: "relay", folder: "apps/webhook-relay" },
  { name: "checkout", folder: "packages/checkout" },
  { name: "plugin", folder: "packages/medusa-payment", database: true },
  { name: "store", folder: "apps/store" },
  { name: "stack", folder: "test" },
];

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numFailedTestSuites: number;
  testResults: { name: string; status: string; message: string; assertionResults: { status: string }[] }[];
}

/** A part that hangs fails after this time. */
const minutesPerPart = 30;

const names = chooseParts(
  parts.map(({ name }) => name),
  process.argv.slice(2),
);
const chosen = parts.filter(({ name }) => names.includes(name));

const results = join(root, ".test-results");
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const times: [string, number][] = [];
const total = { passed: 0, failed: 0, skipped: 0 };

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const from = performance.now();
  try {
    return await work();
  } finally {
    times.push([name, (performance.now() - from) / 1000]);
  }
}

try {
  await timed("build", () => build(...chosen.map(({ folder }) => basename(folder))));
  const postgres = chosen.some((part) => part.database) ? await startPostgres() : undefined;
  try {
    for (const part of chosen) {
      console.log(`\n── ${part.name} (${part.folder})`);
      await timed(part.name, () => runPart(part, postgres));
    }
  } finally {
    await postgres?.stop();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  total.failed += 1;
}

console.log("\ntime of each part:");
for (const [name, seconds] of times) console.log(`  ${name.padEnd(10)} ${seconds.toFixed(1).padStart(7)} s`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

async function runPart(part: Part, postgres: PostgresServer | undefined): Promise<void> {
  const reportFile = join(results, `${part.name}.json`);
  const logFile = join(results, `${part.name}.log`);
  const child = startVitest({
    name: `the tests of ${part.name}`,
    folder: join(root, part.folder),
    args: ["--reporter=json", `--outputFile.json=${reportFile}`, "--reporter=default"],
    logFile,
    postgres: part.database ? postgres : undefined,
  });
  const limit = setTimeout(() => {
    console.log(`  ${part.name} was killed after ${minutesPerPart} minutes`);
    child.kill("SIGKILL");
  }, minutesPerPart * 60_000);
  const code = await child.exited;
  clearTimeout(limit);
  await child.stop();
  count(part, reportFile, code, child);
  if (code !== 0) console.log(readFileSync(logFile, "utf8").slice(-20_000));
}

/** Adds a part's results. A crash, or a file that does not load, counts as one failure. */
function count(part: Part, reportFile: string, code: number | null, child: Child): void {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(reportFile, "utf8")) as Report;
  } catch (error) {
    total.failed += 1;
    console.log(`  no report: ${error instanceof Error ? error.message : error}\n${child.ended() ?? ""}`);
    return;
  }
  for (const file of report.testResults) {
    const failed = file.assertionResults.filter((test) => test.status === "failed").length;
    if (file.status === "failed" || failed > 0) console.log(`  failed: ${basename(file.name)} ${file.message}`);
  }
  const failed = report.numFailedTests > 0 || code === 0 ? report.numFailedTests : 1;
  if (report.numPassedTests + report.numFailedTests === 0) console.log(`  no test ran in ${part.folder}`);
  total.passed += report.numPassedTests;
  total.failed += failed;
  total.skipped += report.numPendingTests;
  console.log(`  ${report.numPassedTests} passed, ${failed} failed`);
}
