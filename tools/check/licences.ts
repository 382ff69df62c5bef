/** Checks the licences of all dependencies. Part of `npm run check`. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@calypso-commerce/testkit/root";

/** Allow use, change and sale, and require at most a notice. */
const permissive = new Set([
  "0BSD",
  "Apache-2.0",
  "Apache-2.0 AND MIT",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "Unlicense",
]);

/** Packages under other licences, and why they may be used. */
const exceptions: Record<string, string> = {
  "@medusajs/admin-bundler": "MIT according to its repository, package.json names none",
  "@medusajs/admin-sdk": "MIT according to its repository, package.json names none",
  "@medusajs/admin-shared": "MIT according to its repository, package.json names none",
  "@medusajs/admin-vite-plugin": "MIT according to its repository, package.json names none",
  "axe-core": "MPL-2.0, only in tests, unchanged",
  "caniuse-lite": "CC-BY-4.0, data for build tools, unchanged",
  lightningcss: "MPL-2.0, a build tool, unchanged",
};
/** The same by prefix, for packages with a variant for each platform. */
const exceptionPrefixes: Record<string, string> = {
  "@img/sharp-libvips-":
    "LGPL-3.0, a library that an optional dependency of Next.js (in a test) and of Miniflare links to",
  "lightningcss-": "MPL-2.0, a build tool, unchanged",
};

type Licences = Record<string, { name: string; versions: string[] }[]>;

const { devEngines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

function licencesOf(...args: string[]): Licences {
  const pnpm = ["--yes", `pnpm@${devEngines.packageManager.version}`, ...args, "licenses", "list", "--json"];
  const output = execFileSync("npx", pnpm, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(output) as Licences;
}

/** Whether one of the licences to choose from is permissive. */
function isPermissive(licence: string): boolean {
  const plain = licence.replace(/^\((.*)\)$/, "$1");
  return permissive.has(plain) || plain.split(" OR ").some((each) => permissive.has(each));
}

const found = licencesOf("-r");
const count = Object.values(found).flat().length;
if (count < 500) throw new Error(`found only ${count} dependencies: install first`);

const used = new Set<string>();
const problems = Object.entries(found)
  .filter(([licence]) => !isPermissive(licence))
  .flatMap(([licence, packages]) => packages.map(({ name }) => ({ licence, name })))
  .filter(({ name }) => {
    const key = name in exceptions ? name : Object.keys(exceptionPrefixes).find((prefix) => name.startsWith(prefix));
    if (key) used.add(key);
    return key === undefined;
  });
for (const { name, licence } of problems)
  console.error(`${name} is under ${licence}: replace it, or add it to the exceptions with a reason`);

// Not by prefix: those are installed on some platforms only.
const stale = Object.keys(exceptions).filter((name) => !used.has(name));
for (const name of stale) console.error(`${name} is no longer installed: remove it from the exceptions`);

console.log(`${count} dependencies, ${problems.length} under other licences than allowed`);
process.exit(problems.length + stale.length === 0 ? 0 : 1);
