import { regressionGroups } from "./index.mts";
import type { Regression } from "./regression.mts";

const INTRODUCTION = `# Regressions, their tests and the checks that stop them

Bugs of Medusa 2.21 that a payment provider must survive, states that a killed process leaves, and attacks. Each row names the test that reproduces it on a real PostgreSQL, and the files below \`src\` whose checks stop it. \`npm run mutations\` removes each check in a copy and expects the test to fail. Numbers after # are issues of medusajs/medusa.

Generated from the entries in this folder; \`vitest run test/mutations -u\` in the plugin's package updates it.
`;

/** The text of MEDUSA-REGRESSIONS.md. */
export function regressionsPage(): string {
  const sections = regressionGroups.map(
    ({ title, regressions }) =>
      `## ${title}\n\n| problem | test | checks in |\n|---|---|---|\n${regressions.map(rowOf).join("\n")}\n`,
  );
  return [INTRODUCTION, ...sections].join("\n");
}

function rowOf({ problem, issues = [], test, mutations }: Regression): string {
  const [file, name] = testOf(test);
  const numbers = issues.length > 0 ? ` (${issues.map((issue) => `#${issue}`).join(", ")})` : "";
  const files = new Set(mutations.flat().map((removal) => removal.file));
  return `| ${problem}${numbers} | [${file}](../${file}.test.ts): ${name} | ${[...files].join(", ")} |`;
}

/** @returns the test's file below `test`, without its suffix, and its name */
export function testOf(test: Regression["test"]): [file: string, name: string] {
  const at = test.indexOf(": ");
  return [test.slice(0, at), test.slice(at + 2)];
}
