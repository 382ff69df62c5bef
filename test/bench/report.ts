import { type BenchRow, reached } from "./row.ts";

export const introduction = `# Benchmarks

Written by \`npm run bench\`; a run of some parts writes those alone. Each figure is set against something that was measured in the same run on the same machine, since figures of two machines don't compare. Ratio is the value divided by what it is set against.
`;

/** Figures for people: three significant digits below a thousand, whole numbers above. */
function figure(value: number): string {
  return Math.abs(value) >= 1_000 ? Math.round(value).toLocaleString("en-GB") : String(Number(value.toPrecision(3)));
}

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");

const verdict = (row: BenchRow) => ({ true: "yes", false: "**no**", undefined: "" })[`${reached(row)}` as const];

/** One part's figures, with where and when they were measured. */
export function section(name: string, rows: readonly BenchRow[], measuredOn: string, date: Date): string {
  const lines = rows.map((row) =>
    [
      cell(row.measure),
      `${figure(row.value)} ${cell(row.unit)}`,
      cell(row.against ?? ""),
      row.ratio === undefined ? "" : figure(row.ratio),
      cell(row.aim ?? ""),
      verdict(row),
    ].join(" | "),
  );
  return [
    `## ${name}`,
    "",
    `Measured ${date.toISOString().slice(0, 16).replace("T", " ")} UTC on ${measuredOn}.`,
    "",
    "| measure | value | against | ratio | aim | reached |",
    "|---|---|---|---|---|---|",
    ...lines.map((line) => `| ${line} |`),
    "",
  ].join("\n");
}

/** The page with these parts' sections in place of their old ones, all in the order of their names. */
export function withSections(page: string, sections: ReadonlyMap<string, string>): string {
  const kept = new Map(
    page
      .split(/^(?=## )/m)
      .slice(1)
      .map((text) => [/^## (.+)$/m.exec(text)?.[1] ?? "", `${text.trimEnd()}\n`]),
  );
  for (const [name, text] of sections) kept.set(name, text);
  const inOrder = [...kept].sort(([a], [b]) => a.localeCompare(b)).map(([, text]) => text);
  return [introduction, ...inOrder].join("\n");
}
