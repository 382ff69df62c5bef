/**
 * `npm run mutations`: removes each check of the plugin's in a copy and expects its test to fail. With parts of names as
 * arguments only those whose test or file contains one of them: `npm run mutations -- repairs place-order`.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { startPostgres } from "@calypso-commerce/testkit/postgres";
import { root } from "@calypso-commerce/testkit/root";
import { regressionGroups } from "../packages/medusa-payment/test/mutations/index.mts";
import type { Regression, Removal } from "../packages/medusa-payment/test/mutations/regression.mts";
import { testOf } from "../packages/medusa-payment/test/mutations/regressions-page.mts";
import { build } from "./build.ts";
import { type BuiltFile, createCompiler } from "./mutations/compiler.ts";
import { copyPlugin } from "./mutations/plugin-copy.ts";
import { type Verdict, verdictOf } from "./mutations/verdict.ts";

interface Mutation {
  test: Regression["test"];
  removals: Removal[];
}

const plugin = join(root, "packages/medusa-payment");
const wanted = process.argv.slice(2);
const chosen = regressionGroups
  .flatMap(({ regressions }) => regressions)
  .flatMap(({ test, mutations }) => mutations.map((removals): Mutation => ({ test, removals })))
  .filter(
    ({ test, removals }) =>
      wanted.length === 0 || wanted.some((part) => [test, ...removals.map(({ file }) => file)].join().includes(part)),
  );
if (chosen.length === 0) {
  console.error(`no mutation's test or file has ${wanted.join(" or ")} in its name`);
  process.exit(1);
}

rmSync(join(root, ".test-results/mutations.log"), { force: true });
const total = { passed: 0, failed: 0 };
await build("medusa-payment");
const compiled = compileAll(chosen);
const copy = copyPlugin(plugin);
const postgres = await startPostgres();
try {
  const unchanged = await runUnchanged();
  for (const { mutation, built } of compiled) {
    const from = performance.now();
    const verdict = await runMutated(mutation, built, unchanged.get(mutation.test));
    report(mutation, verdict, performance.now() - from);
  }
} finally {
  await postgres.stop();
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

/** The built files of each mutation, or why it doesn't compile. Frees the compiler's memory before the tests need it. */
function compileAll(all: readonly Mutation[]): { mutation: Mutation; built: BuiltFile[] | Error }[] {
  const compile = createCompiler(plugin);
  return all.map((mutation) => {
    try {
      return { mutation, built: compile(mutation.removals) };
    } catch (error) {
      return { mutation, built: error as Error };
    }
  });
}

/** The tests' results without mutations: a test that fails here proves nothing later. */
async function runUnchanged(): Promise<Map<string, Verdict>> {
  const titles = new Map<string, Set<string>>();
  for (const { test } of chosen) {
    const [file, title] = testOf(test);
    titles.set(file, (titles.get(file) ?? new Set()).add(title));
  }
  const verdicts = new Map<string, Verdict>();
  for (const [file, names] of titles) {
    const from = performance.now();
    const results = await copy.test(file, [...names], postgres);
    for (const name of names) verdicts.set(`${file}: ${name}`, verdictOf(results, name));
    console.log(`unchanged: ${file}, ${names.size} tests (${seconds(performance.now() - from)})`);
  }
  return verdicts;
}

async function runMutated(
  { test }: Mutation,
  built: BuiltFile[] | Error,
  before: Verdict | undefined,
): Promise<Verdict> {
  if (built instanceof Error) return { outcome: "none", words: built.message };
  if (before?.outcome !== "green") return { outcome: "none", words: `unchanged: ${before?.words}` };
  const [file, title] = testOf(test);
  try {
    return verdictOf(await copy.changed(built, () => copy.test(file, [title], postgres)), title);
  } catch (error) {
    return { outcome: "none", words: (error as Error).message };
  }
}

function report({ test, removals }: Mutation, { outcome, words }: Verdict, ms: number): void {
  total[outcome === "red" ? "passed" : "failed"] += 1;
  const word = { red: "red   ", green: "GREEN ", none: "FAILED" }[outcome];
  const files = [...new Set(removals.map(({ file }) => file))].join(", ");
  console.log(`${word} ${test} (without ${files}, ${seconds(ms)})\n       ${words}`);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
