import { join } from "node:path";
import { runChild } from "@calypso-commerce/testkit/child";
import { root } from "@calypso-commerce/testkit/root";

/** Builds the named packages and what they depend on, for tests too. Turbo skips what is up to date. */
export async function build(...packages: string[]): Promise<void> {
  await runChild({
    name: `turbo run build (${packages.join(", ")})`,
    command: join(root, "node_modules/.bin/turbo"),
    args: [
      "run",
      "build",
      "--output-logs=errors-only",
      ...packages.map((name) => `--filter=@calypso-commerce/${name}...`),
    ],
    cwd: root,
    env: { TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", MEDUSA_DISABLE_TELEMETRY: "true" },
    logFile: join(root, ".demo/build.log"),
  });
}
