#!/usr/bin/env node
/** `calypso-doctor`: checks with the configuration of the store in the current folder whether payments can arrive. */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

const store = createRequire(join(process.cwd(), "package.json"));

function medusaCli(): string | undefined {
  try {
    return store.resolve("@medusajs/cli/cli.js");
  } catch {
    return undefined;
  }
}

const medusa = medusaCli();
if (medusa) {
  // Medusa's own command loads the store as it is configured, environment files included.
  const { status } = spawnSync(process.execPath, [medusa, "exec", join(__dirname, "print-health.js")], {
    stdio: "inherit",
    env: { LOG_LEVEL: "error", ...process.env },
  });
  process.exitCode = status ?? 1;
} else {
  console.error("calypso-doctor: Medusa isn't installed here; run it in the folder of your store.");
  process.exitCode = 1;
}
