/**
 * What the linter doesn't check of the repository's structure. Prints one line for each violation; with folders as
 * arguments only those below them: `pnpm exec node tools/check/structure.ts packages/core`.
 *
 * - a file is named after its main export, in kebab-case
 * - a folder below a `src` holds no more than 16 files
 * - no import cycle, type imports included (Biome's noImportCycles)
 * - no words that docs/contributing.md replaces by others
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ExportedNames, exportedNames } from "./exported-names.ts";
import { allowedWords, largeFolders, unnamedFiles } from "./structure-exceptions.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

const FILES_PER_FOLDER = 16;

const replacedWords = "goes on|anew|for ever|won't do|is at it|heal|heals|healed|fates?|traps?";

const folders = process.argv.slice(2).map((folder) => folder.replace(/\/$/, ""));

const git = (...args: string[]): string[] => {
  const { stdout } = spawnSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 26 });
  return stdout.split("\n").filter(Boolean);
};

const isWanted = (path: string) => folders.length === 0 || folders.some((folder) => path.startsWith(`${folder}/`));

const sources = git("ls-files", "--cached", "--others", "--exclude-standard", "*.ts", "*.tsx", "*.mts")
  .filter((file) => isWanted(file) && existsSync(join(root, file)))
  .sort();

/** `checkAddress`, `CheckAddress`, `CHECK_ADDRESS` and `check_address` are `check-address`; `JSONError` is `json-error`. */
function kebabCase(name: string): string {
  return name
    .replaceAll("_", "-")
    .replace(/([a-z\d])([A-Z])/g, "$1-$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1-$2")
    .toLowerCase();
}

/**
 * A file is named after its main export, which may be a type (clock.ts: Clock and createClock). A file with several
 * exports may be named after their topic, if they have half of its words (fiat-limit.ts: limitOf and exceedsLimit).
 */
function isNamedAfter(file: string, { values, types }: ExportedNames): boolean {
  // Without the suffix of a runtime: hmac.node.ts.
  const stem = kebabCase(basename(file).replace(/(\.(node|web|workerd|browser))?\.[mc]?tsx?$/, ""));
  // The folder may say half of the name: seed/products.ts exports seedProducts, answers/invoice.ts invoiceAnswers.
  const folder = kebabCase(basename(dirname(file)));
  const allowed = [stem, `${stem}-${folder}`, `${folder}-${stem}`, `create-${stem}`, `start-${stem}`, "default"];
  const names = [...values, ...types].map(kebabCase);
  // With a suffix or a verb: settle-payment.ts exports settlePaymentWorkflow, tron.ts checkTron.
  const isExtended = (name: string) =>
    `${singular(name)}-`.startsWith(`${singular(stem)}-`) || `-${singular(name)}`.endsWith(`-${singular(stem)}`);
  if (names.some((name) => allowed.includes(name) || isExtended(name))) return true;
  const words = singular(stem).split("-");
  const exported = names.flatMap((name) => singular(name).split("-"));
  return names.length > 1 && words.filter((word) => exported.includes(word)).length * 2 >= words.length;
}

const singular = (name: string) =>
  name
    .split("-")
    .map((word) => word.replace(/ies$/, "y").replace(/s$/, ""))
    .join("-");

function* misnamedFiles(): Generator<string> {
  for (const file of sources) {
    if (unnamedFiles.some(({ files }) => files.test(file))) continue;
    const exported = exportedNames(file, readFileSync(join(root, file), "utf8"));
    const names = [...exported.values, ...exported.types];
    if (names.length > 0 && !isNamedAfter(file, exported))
      yield `${file}: exports ${names.slice(0, 6).join(", ")}${names.length > 6 ? ", …" : ""}`;
  }
}

function* crowdedFolders(): Generator<string> {
  const counts = new Map<string, number>();
  for (const file of sources) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  for (const [folder, count] of counts)
    if (
      count > FILES_PER_FOLDER &&
      /(^|\/)src(\/|$)/.test(folder) &&
      !largeFolders.some((each) => each.folder.test(folder))
    )
      yield `${folder}: ${count} files, more than ${FILES_PER_FOLDER}`;
}

function* importCycles(): Generator<string> {
  const args = ["lint", "--only=suspicious/noImportCycles", "--reporter=json", "--max-diagnostics=none"];
  const biome = join(root, "node_modules/.bin/biome");
  const { stdout } = spawnSync(biome, args, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 26 });
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { location: { path: string; start: { line: number } } }[];
  };
  for (const { location } of diagnostics)
    if (isWanted(location.path)) yield `${location.path}:${location.start.line}: this import is part of a cycle`;
}

function* words(): Generator<string> {
  const found = git("grep", "-nwE", "--untracked", replacedWords, "--", "*.ts", "*.tsx", "*.mts", "*.md");
  for (const line of found)
    if (isWanted(line) && !line.startsWith("tools/check/") && !allowedWords.some((allowed) => allowed.line.test(line)))
      yield line.trim();
}

let count = 0;
for (const [title, violations] of [
  ["files that aren't named after one of their exports", misnamedFiles()],
  ["folders with too many files", crowdedFolders()],
  ["import cycles", importCycles()],
  ["words to replace", words()],
] as const) {
  const lines = [...violations];
  count += lines.length;
  if (lines.length > 0) console.log(`${title} (${lines.length}):\n${lines.map((line) => `  ${line}`).join("\n")}`);
}
process.exit(count === 0 ? 0 : 1);
