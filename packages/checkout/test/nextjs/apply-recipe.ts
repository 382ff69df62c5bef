import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);

export const recipe = readFileSync(join(here, "../../../../docs/nextjs-starter.md"), "utf8");

/** The patches in the recipe. */
export const patches = [...recipe.matchAll(/^ {3}```diff\n([\s\S]*?)^ {3}```$/gm)].map(([, block]) =>
  `${block}`.replace(/^ {3}/gm, ""),
);

/** The line for `.env.local`. */
export const setting = "NEXT_PUBLIC_MEDUSA_BACKEND_URL=http://localhost:9000";

export type Starter = "dtc-starter" | "nextjs-starter-medusa";

/** Where the storefront is in each starter's repository, and where a developer runs the recipe's commands. */
const storefronts: Record<Starter, string> = { "dtc-starter": "apps/storefront", "nextjs-starter-medusa": "." };

export const tools = {
  next: require.resolve("next/dist/bin/next"),
  tsc: require.resolve("typescript/bin/tsc"),
};

/**
 * An application of the starter's own files and their surroundings, with the patches applied by git as a developer would.
 * It is in this package's folder, so that its modules are found.
 *
 * @param cleanups Gets what removes the application.
 */
export function applyRecipe(starter: Starter, cleanups: string[]): string {
  const repository = mkdtempSync(join(tmpdir(), "nextjs-recipe-"));
  const app = mkdtempSync(join(here, ".applied-"));
  cleanups.push(repository, app);
  const storefront = join(repository, storefronts[starter]);
  cpSync(join(here, "fixture/starters", starter), storefront, { recursive: true });
  runTool("git", ["init", "--quiet"], repository);
  patches.forEach((patch, index) => {
    const file = join(repository, `${index}.patch`);
    writeFileSync(file, patch);
    // The recipe's `git apply FILE`.
    runTool("git", ["apply", file], storefront);
  });
  cpSync(join(here, "fixture/surroundings"), app, { recursive: true });
  cpSync(storefront, app, { recursive: true });
  // As a package manager would install them. The starter's module resolution doesn't support self-references.
  link(app, "@calypso-commerce/checkout", join(here, "../.."));
  link(app, "@medusajs/js-sdk", join(here, "../../../../apps/storefront/node_modules/@medusajs/js-sdk"));
  return app;
}

function link(app: string, name: string, target: string): void {
  const path = join(app, "node_modules", name);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, "dir");
}

/** Runs a command and returns its output. @throws Error with all that it printed. */
export function runTool(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv = process.env): void {
  try {
    execFileSync(command, args, { cwd, env, stdio: "pipe" });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: Buffer; stderr: Buffer };
    throw new Error(`${command} ${args.join(" ")} failed:\n${stdout}\n${stderr}`);
  }
}
