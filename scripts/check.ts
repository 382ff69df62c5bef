/** `npm run check`: format, lint, types, and what each package checks of itself. All are run, then the verdict. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "./stack/build.ts";
import { startChild } from "./stack/child-process.ts";
import { root } from "./stack/root.ts";

const bin = (name: string) => join(root, "node_modules/.bin", name);

const checks: { name: string; command: string; args: string[] }[] = [
  { name: "format and lint", command: bin("biome"), args: ["ci", "--colors=off", "."] },
  { name: "types of scripts", command: bin("tsc"), args: ["-p", "scripts"] },
  { name: "types and packages", command: bin("turbo"), args: ["run", "types", "check", "--output-logs=errors-only"] },
];

let failed = false;
await build("core", "emulator", "medusa-payment", "checkout");
for (const check of checks) {
  const logFile = join(root, ".test-results", `check-${check.name.replaceAll(" ", "-")}.log`);
  rmSync(logFile, { force: true });
  const from = performance.now();
  const child = startChild({ ...check, cwd: root, env: { TURBO_TELEMETRY_DISABLED: "1" }, logFile });
  const code = await child.exited;
  await child.stop();
  console.log(
    `${code === 0 ? "ok    " : "FAILED"} ${check.name} (${((performance.now() - from) / 1000).toFixed(1)} s)`,
  );
  if (code !== 0) {
    failed = true;
    console.log(readFileSync(logFile, "utf8"));
  }
}
process.exit(failed ? 1 : 0);
