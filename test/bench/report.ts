import { type BenchRow, reachesAim } from "@calypso-commerce/testkit/bench-row";

const introduction = `# Benchmarks

Written by \`npm run bench\`; a run of some parts replaces only their sections. Figures of two machines can't be compared, so each figure is compared with something measured in the same run. The ratio is the value divided by that.
`;

/** Three significant digits below a thousand, whole numbers above. */
function figure(value: number): string {
  return Math.abs(value) >= 1_000 ? Math.round(value).toLocaleString("en-GB") : String(Number(value.toPrecision(3)));
}

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");

const verdict = (row: BenchRow) => ({ true: "yes", false: "**no**", undefined: "" })[`${reachesAim(row)}` as const];

/** The section of one part. */
export function reportSection(name: string, rows: readonly BenchRow[], measuredOn: string, date: Date): string {
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

/** The page with these sections replaced or added, ordered by name. */
export function replaceSections(page: string, sections: ReadonlyMap<string, string>): string {
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
