/**
 * `npm run guards`: takes each guard of the plugin's out, in a copy, and sees its test turn red. With parts of names as
 * arguments only those whose test or file has one of them: `npm run guards -- heals place-order`.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Guard } from "../packages/medusa-payment/integration-tests/guards/guard.mts";
import { guards } from "../packages/medusa-payment/integration-tests/guards/index.mts";
import { type BuiltFile, createCompiler } from "./guards/compile.ts";
import { copyPlugin } from "./guards/plugin-copy.ts";
import { type Verdict, verdictOf } from "./guards/verdict.ts";
import { build } from "./stack/build.ts";
import { startPostgres } from "./stack/postgres.ts";
import { root } from "./stack/root.ts";

const plugin = join(root, "packages/medusa-payment");
const wanted = process.argv.slice(2);
const chosen = guards.filter(
  ({ test, without }) =>
    wanted.length === 0 || wanted.some((part) => [test, ...without.map(({ file }) => file)].join().includes(part)),
);
if (chosen.length === 0) {
  console.error(`no guard's test or file has ${wanted.join(" or ")} in its name`);
  process.exit(1);
}

rmSync(join(root, ".test-results/guards.log"), { force: true });
const total = { passed: 0, failed: 0 };
await build("core", "emulator", "medusa-payment");
const compiled = compileAll(chosen);
const copy = copyPlugin(plugin);
const postgres = await startPostgres();
try {
  const healthy = await passWithGuards();
  for (const { guard, built } of compiled) {
    const from = performance.now();
    const verdict = await tryWithout(guard, built, healthy.get(guard.test));
    tell(guard, verdict, performance.now() - from);
  }
} finally {
  await postgres.stop();
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

/** What is built without each guard, or why it can't be. The compiler's memory is free again before the tests need it. */
function compileAll(all: readonly Guard[]): { guard: Guard; built: BuiltFile[] | Error }[] {
  const compile = createCompiler(plugin);
  return all.map((guard) => {
    try {
      return { guard, built: compile(guard.without) };
    } catch (error) {
      return { guard, built: error as Error };
    }
  });
}

/** How the tests end while all guards are there: one that isn't green then proves nothing later. */
async function passWithGuards(): Promise<Map<string, Verdict>> {
  const titles = new Map<string, Set<string>>();
  for (const { test } of chosen) {
    const [file, title] = parts(test);
    titles.set(file, (titles.get(file) ?? new Set()).add(title));
  }
  const verdicts = new Map<string, Verdict>();
  for (const [file, names] of titles) {
    const from = performance.now();
    const report = await copy.test(file, [...names], postgres);
    for (const name of names) verdicts.set(`${file}: ${name}`, verdictOf(report, name));
    console.log(`with all guards: ${file}, ${names.size} tests (${seconds(performance.now() - from)})`);
  }
  return verdicts;
}

async function tryWithout(guard: Guard, built: BuiltFile[] | Error, before: Verdict | undefined): Promise<Verdict> {
  if (built instanceof Error) return { outcome: "none", words: built.message };
  if (before?.outcome !== "green") return { outcome: "none", words: `with the guard: ${before?.words}` };
  const [file, title] = parts(guard.test);
  try {
    return verdictOf(await copy.changed(built, () => copy.test(file, [title], postgres)), title);
  } catch (error) {
    return { outcome: "none", words: (error as Error).message };
  }
}

function tell({ test, without }: Guard, { outcome, words }: Verdict, ms: number): void {
  total[outcome === "red" ? "passed" : "failed"] += 1;
  const word = { red: "red   ", green: "GREEN ", none: "FAILED" }[outcome];
  const files = [...new Set(without.map(({ file }) => file))].join(", ");
  console.log(`${word} ${test} (without ${files}, ${seconds(ms)})\n       ${words}`);
}

function parts(test: Guard["test"]): [file: string, title: string] {
  const at = test.indexOf(": ");
  return [test.slice(0, at), test.slice(at + 2)];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
