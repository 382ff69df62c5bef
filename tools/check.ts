/** `npm run check`: format, lint, structure, types and each package's own checks. Runs all of them, then reports. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { startChild } from "@calypso-commerce/testkit/child";
import { root, testResults } from "@calypso-commerce/testkit/root";
import { build } from "./build.ts";

interface Check {
  name: string;
  command: string;
  args: string[];
  /** Print its output even if it passes. */
  report?: boolean;
}

const bin = (name: string) => join(root, "node_modules/.bin", name);

const script = (name: string) => ({
  command: process.execPath,
  args: ["--experimental-strip-types", "--no-warnings", join("tools/check", name)],
});

const checks: Check[] = [
  { name: "format and lint", command: bin("biome"), args: ["ci", "--colors=off", "."] },
  { name: "structure", ...script("structure.ts") },
  { name: "licences", ...script("licences.ts") },
  { name: "unused code and dependencies", command: bin("knip"), args: ["--treat-config-hints-as-errors"] },
  { name: "types and packages", command: bin("turbo"), args: ["run", "types", "check", "--output-logs=errors-only"] },
  // After the relay's check, which writes the Worker that is measured.
  { name: "sizes and imports of what is published", ...script("sizes.ts"), report: true },
];

let failed = false;
await build("test");
for (const check of checks) {
  const logFile = testResults(`check-${check.name.replaceAll(" ", "-")}.log`);
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
