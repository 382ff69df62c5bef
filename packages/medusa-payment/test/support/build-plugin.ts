import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const packageRoot = new URL("../..", import.meta.url).pathname;

/** Medusa loads the built plugin, so that the tests run what is shipped. Built here if the source is newer. */
export function buildPlugin(): void {
  if (builtAt() > changedAt()) return;
  const { status, stdout, stderr } = spawnSync(join(packageRoot, "node_modules/.bin/medusa"), ["plugin:build"], {
    cwd: packageRoot,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`medusa plugin:build failed\n${stdout}\n${stderr}`);
}

function builtAt(): number {
  return statSync(join(packageRoot, ".medusa/server/src/config.js"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function changedAt(): number {
  const files = readdirSync(join(packageRoot, "src"), { recursive: true, withFileTypes: true });
  return Math.max(...files.map((file) => statSync(join(file.parentPath, file.name)).mtimeMs));
}
