/** `npm run check`: format, lint, types, and what each package checks of itself. All are run, then the verdict. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { startChild } from "@calypso-commerce/testkit/child";
import { root } from "@calypso-commerce/testkit/root";
import { build } from "./build.ts";

const bin = (name: string) => join(root, "node_modules/.bin", name);

const script = (name: string) => ["--experimental-strip-types", "--no-warnings", join("tools", name)];

const checks: { name: string; command: string; args: string[]; report?: boolean }[] = [
  { name: "format and lint", command: bin("biome"), args: ["ci", "--colors=off", "."] },
  { name: "licences", command: process.execPath, args: script("licences.ts") },
  { name: "unused code and dependencies", command: bin("knip"), args: ["--treat-config-hints-as-errors"] },
  { name: "types and packages", command: bin("turbo"), args: ["run", "types", "check", "--output-logs=errors-only"] },
  // After the relay's check, which writes the Worker that is weighed.
  { name: "sizes and imports of what is published", command: process.execPath, args: script("sizes.ts"), report: true },
];

let failed = false;
await build("test");
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
  if (code !== 0) failed = true;
  if (code !== 0 || check.report) console.log(readFileSync(logFile, "utf8").trimEnd());
}
process.exit(failed ? 1 : 0);
