import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@calypso-commerce/testkit/root";

export interface CodeBlock {
  file: string;
  line: number;
  /** The word after the fence; empty for an indented block. */
  language: string;
  /** As a reader would copy it, without the indentation of a surrounding list. */
  code: string;
}

/** All Markdown files that git tracks or would add. */
export const pages = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "--", "*.md"], {
  cwd: root,
  encoding: "utf8",
})
  .trim()
  .split("\n")
  .filter((file) => existsSync(join(root, file)));

export const readPage = (file: string) => readFileSync(join(root, file), "utf8");

/** All code blocks of a page: fenced, or indented by four spaces outside of a list. */
export function codeBlocks(file: string, markdown = readPage(file)): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { fence: string; indent: number; block: CodeBlock } | undefined;
  let indented: CodeBlock | undefined;
  let inList = false;
  for (const [index, text] of markdown.split("\n").entries()) {
    const [, spaces = "", fence = "", language = ""] = /^( *)(`{3,}|~{3,})?(\w*)/.exec(text) ?? [];
    if (open) {
      if (fence.startsWith(open.fence) && text.trim() === fence) open = undefined;
      else open.block.code += `${text.slice(Math.min(open.indent, spaces.length))}\n`;
      continue;
    }
    if (fence) {
      const block = { file, line: index + 1, language, code: "" };
      blocks.push(block);
      open = { fence, indent: spaces.length, block };
      indented = undefined;
      continue;
    }
    if (text.trim() === "") {
      indented = undefined;
      continue;
    }
    if (/^ {0,3}([-*+]|\d+\.) /.test(text)) inList = true;
    else if (spaces.length === 0) inList = false;
    if (spaces.length < 4 || inList) continue;
    if (!indented) {
      indented = { file, line: index + 1, language: "", code: "" };
      blocks.push(indented);
    }
    indented.code += `${text.slice(4)}\n`;
  }
  if (open) throw new Error(`${file}:${open.block.line}: the code block is not closed`);
  return blocks;
}

/**
 * The code block of a page whose first line contains `mark`.
 *
 * @throws if there is none or more than one
 */
export function codeBlock(file: string, mark: string): string {
  const found = codeBlocks(file).filter(({ code }) => code.split("\n", 1)[0]?.includes(mark));
  if (found.length !== 1 || !found[0])
    throw new Error(`${file} has ${found.length} code blocks whose first line contains ${JSON.stringify(mark)}`);
  return found[0].code;
}

/** Commands of a page: lines of `sh` and indented blocks, and inline code that begins with a command. */
export function commands(file: string, markdown = readPage(file)): string[] {
  const blocks = codeBlocks(file, markdown).filter(({ language }) => language === "sh" || language === "");
  const typed = blocks.flatMap(({ code }) => code.split("\n"));
  const prose = markdown.replace(/^ *```[\s\S]*?^ *```$/gm, "");
  const inline = [...prose.matchAll(/`((?:npm|npx|pnpm|node|curl|git|openssl|docker) [^`]+)`/g)].map(
    ([, code = ""]) => code,
  );
  return [...new Set([...typed, ...inline].map((each) => each.trim()).filter((each) => each && !each.startsWith("#")))];
}
