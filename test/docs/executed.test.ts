import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "@calypso-commerce/testkit/root";
import { describe, expect, test } from "vitest";
import { codeBlocks, commands, pages } from "../support/code-blocks.ts";
import { type Claim, executedBlocks, executedCommands } from "./executed.ts";

/** Languages of diagrams, and of commands, which are checked line by line. */
const notRun = new Set(["mermaid", "text", "sh", ""]);

const firstLine = (code: string) => code.split("\n", 1)[0] ?? "";

const claimsOf = ({ file, language, code }: { file: string; language: string; code: string }) =>
  executedBlocks.filter(
    (each) =>
      each.file === file &&
      (each.languages?.includes(language) ?? true) &&
      (each.begins === "*" || firstLine(code).includes(each.begins)),
  );

/** Problems of a claim whose test does not contain one of the words. */
function unnamed(claim: Claim, ...words: string[]): string[] {
  if ("not" in claim) return [];
  const source = readFileSync(join(root, claim.by), "utf8");
  return words.some((word) => source.includes(word)) ? [] : [`${claim.by} does not contain ${words.join(" or ")}`];
}

describe.each(pages)("%s", (file) => {
  test("each block is executed by exactly one test", () => {
    const blocks = codeBlocks(file).filter(({ language }) => !notRun.has(language));
    const wrong = blocks
      .map((block) => ({ block, claims: claimsOf(block).length }))
      .filter(({ claims }) => claims !== 1)
      .map(({ block, claims }) => `${file}:${block.line} is claimed by ${claims} tests: ${firstLine(block.code)}`);
    expect(wrong).toEqual([]);
  });

  test("each command is executed", () => {
    expect(commands(file).filter((command) => !(command in executedCommands))).toEqual([]);
  });
});

test("each claim names a test that contains the block or command", () => {
  const blocks = executedBlocks.flatMap(({ begins, file, claim }) =>
    unnamed(claim, ...(begins === "*" ? [basename(file)] : [JSON.stringify(begins)])),
  );
  const typed = Object.entries(executedCommands).flatMap(([command, claim]) => unnamed(claim, command));
  expect([...blocks, ...typed]).toEqual([]);
  const executors = [...executedBlocks.map(({ claim }) => claim), ...Object.values(executedCommands)];
  for (const claim of executors)
    if ("by" in claim) expect(claim.by).toMatch(/\.test\.ts$|^\.ci\/run$|^\.github\/workflows\/\w+\.yml$/);
});

test("each claim is about an existing block or command", () => {
  const all = pages.flatMap((file) => codeBlocks(file));
  const stale = executedBlocks.filter((entry) => !all.some((block) => claimsOf(block).includes(entry)));
  expect(stale).toEqual([]);
  const typed = new Set(pages.flatMap((file) => commands(file)));
  expect(Object.keys(executedCommands).filter((command) => !typed.has(command))).toEqual([]);
});

test("blocks and commands without a test are printed with the reason", () => {
  for (const [command, claim] of Object.entries(executedCommands))
    if ("not" in claim) console.log(`NOT executed: ${command} (${claim.not})`);
  for (const { file, begins, claim } of executedBlocks)
    if ("not" in claim) console.log(`NOT executed: ${file}, ${begins} (${claim.not})`);
});

describe("the search for code", () => {
  const page = [
    "Say `npm run x -- --y` and `code`.",
    "",
    "    npm run demo",
    "",
    "- a list",
    "",
    "      of more",
    "",
    "1. Step",
    "",
    "   ```ts",
    "   const a = 1;",
    "     if (a) b();",
    "   ```",
    "",
    "~~~sh",
    "# why",
    "npx thing",
    "~~~",
    "",
  ].join("\n");

  test("finds fenced, nested and indented blocks", () => {
    expect(codeBlocks("x.md", page)).toEqual([
      { file: "x.md", line: 3, language: "", code: "npm run demo\n" },
      { file: "x.md", line: 11, language: "ts", code: "const a = 1;\n  if (a) b();\n" },
      { file: "x.md", line: 16, language: "sh", code: "# why\nnpx thing\n" },
    ]);
  });

  test("finds commands in blocks and in running text", () => {
    expect(commands("x.md", page)).toEqual(["npm run demo", "npx thing", "npm run x -- --y"]);
  });

  test("refuses an unclosed block", () => {
    expect(() => codeBlocks("x.md", "```ts\nlet a;\n")).toThrow("x.md:1");
  });
});
