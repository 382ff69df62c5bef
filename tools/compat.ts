/**
 * `npm run compat`: runs the plugin's and the store's tests with the oldest Medusa that the plugin's peer range allows, in
 * a temporary copy of this repository. Takes another release as argument: `npm run compat -- 2.19.0`.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "@calypso-commerce/testkit/root";
import { tempFolder } from "@calypso-commerce/testkit/temp-folder";

const { devEngines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const plugin = JSON.parse(readFileSync(join(root, "packages/medusa-payment/package.json"), "utf8"));
const oldest = (plugin.peerDependencies["@medusajs/medusa"] as string).replace("^", "");
const release = process.argv[2] ?? oldest;
if (!/^2\.\d+\.\d+$/.test(release)) {
  console.error(`${release} is not a release of Medusa 2 such as ${oldest}`);
  process.exit(1);
}

const output = (command: string, args: string[]) =>
  execFileSync(command, args, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });

const { path: copy, remove } = tempFolder(`medusa-${release}`);
try {
  const files = output("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"]).split("\0");
  for (const file of files.filter(Boolean)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  // Medusa's packages share one version, except for its design system.
  const ui = output("npm", ["view", `@medusajs/dashboard@${release}`, "dependencies.@medusajs/ui"]).trim();
  const workspace = join(copy, "pnpm-workspace.yaml");
  const catalog = readFileSync(workspace, "utf8")
    .replace(/^( {2}"@medusajs\/(?!ui")[\w-]+": )\d.+$/gm, `$1${release}`)
    .replace(/^( {2}"@medusajs\/ui": ).+$/m, `$1${ui}`);
  if (!catalog.includes(`"@medusajs/medusa": ${release}\n`)) throw new Error("the catalog has no @medusajs/medusa");
  writeFileSync(workspace, catalog);
  // Older test utilities require it without depending on it.
  plugin.devDependencies["pg-god"] = "1.0.12";
  writeFileSync(join(copy, "packages/medusa-payment/package.json"), JSON.stringify(plugin, null, 2));

  console.log(`Medusa ${release} in ${copy}`);
  const pnpm = (...args: string[]) =>
    execFileSync("npx", ["--yes", `pnpm@${devEngines.packageManager.version}`, ...args], {
      cwd: copy,
      stdio: "inherit",
    });
  pnpm("install", "--no-frozen-lockfile");
  pnpm("--silent", "run", "task:test", "plugin", "store");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  remove();
}
