import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Child, startChild } from "@calypso-commerce/testkit/child";
import type { PostgresServer } from "@calypso-commerce/testkit/postgres";

// Vitest exports no path to its command but its package.json.
const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");

export interface VitestRun {
  name: string;
  /** Folder of the package, with its configuration. */
  folder: string;
  args: string[];
  logFile: string;
  /** The server for Medusa's test runners. */
  postgres?: PostgresServer | undefined;
  env?: Record<string, string>;
}

/** Starts `vitest run` in a package. */
export function startVitest({ name, folder, args, logFile, postgres, env }: VitestRun): Child {
  return startChild({
    name,
    command: process.execPath,
    args: [vitest, "run", ...args],
    cwd: folder,
    env: {
      NODE_OPTIONS: "--experimental-strip-types --no-warnings",
      MEDUSA_DISABLE_TELEMETRY: "true",
      ...(postgres && {
        DB_HOST: postgres.host,
        DB_PORT: `${postgres.port}`,
        DB_USERNAME: postgres.user,
        DB_PASSWORD: postgres.password,
      }),
      ...env,
    },
    logFile,
  });
}
