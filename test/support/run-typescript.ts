import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "@calypso-commerce/testkit/root";

const run = promisify(execFile);
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

/** In this package, whose node_modules have the built packages. */
const folder = join(root, "test/.test-results/snippets");

/**
 * Type-checks a program strictly, runs it and returns its output.
 *
 * @throws with the output of tsc, or the program's standard error
 */
export async function runTypescript(name: string, code: string, env: Record<string, string>): Promise<string> {
  rmSync(join(folder, name), { recursive: true, force: true });
  mkdirSync(join(folder, name), { recursive: true });
  const file = join(folder, name, "snippet.ts");
  writeFileSync(file, code);
  writeFileSync(join(folder, name, "package.json"), '{ "type": "module" }\n');
  const options = { extends: join(root, "tsconfig.base.json"), compilerOptions: { types: ["node"] }, files: [file] };
  writeFileSync(join(folder, name, "tsconfig.json"), JSON.stringify(options));
  await run(process.execPath, [tsc, "-p", join(folder, name)]).catch(({ stdout }: { stdout: string }) => {
    throw new Error(`${name} doesn't compile:\n${stdout}`);
  });
  const { stdout } = await run(process.execPath, ["--experimental-strip-types", "--no-warnings", file], {
    env: { ...process.env, ...env },
    timeout: 60_000,
  });
  return stdout;
}
