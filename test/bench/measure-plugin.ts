import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runChild } from "../../scripts/stack/child-process.ts";
import { startPostgres } from "../../scripts/stack/postgres.ts";
import { root } from "../../scripts/stack/root.ts";

/** Runs one of the plugin's measurements on a PostgreSQL of its own; each writes its figures as JSON. */
export async function measurePlugin<T>(name: string, env: Record<string, string> = {}): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "calypso-measure-"));
  const postgres = await startPostgres();
  try {
    const file = join(folder, "figures.json");
    await runChild({
      name: `the measurement of ${name}`,
      command: process.execPath,
      args: [join(root, "node_modules/vitest/vitest.mjs"), "run", "-c", "vitest.measure.config.mts", name],
      cwd: join(root, "packages/medusa-payment"),
      env: {
        NODE_OPTIONS: "--experimental-strip-types --no-warnings",
        MEDUSA_DISABLE_TELEMETRY: "true",
        DB_HOST: postgres.host,
        DB_PORT: `${postgres.port}`,
        DB_USERNAME: postgres.user,
        DB_PASSWORD: postgres.password,
        MEASURE_FILE: file,
        ...env,
      },
      logFile: join(root, `.test-results/measure-${name}.log`),
    });
    return JSON.parse(readFileSync(file, "utf8")) as T;
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
