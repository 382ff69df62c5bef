import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startPostgres } from "@calypso-commerce/testkit/postgres";
import { root } from "@calypso-commerce/testkit/root";
import { tempFolder } from "@calypso-commerce/testkit/temp-folder";
import { startVitest } from "@calypso-commerce/tools/start-vitest";

/** Runs one of the plugin's measurements on a new PostgreSQL. Returns the figures that it writes as JSON. */
export async function measurePlugin<T>(name: string, env: Record<string, string> = {}): Promise<T> {
  const folder = tempFolder("measure");
  const postgres = await startPostgres();
  try {
    const file = join(folder.path, "figures.json");
    const child = startVitest({
      name: `the measurement of ${name}`,
      folder: join(root, "packages/medusa-payment"),
      args: ["-c", "vitest.measure.config.mts", name],
      postgres,
      env: { MEASURE_FILE: file, ...env },
      logFile: join(root, `.test-results/measure-${name}.log`),
    });
    if ((await child.exited) !== 0) throw new Error(child.ended());
    return JSON.parse(readFileSync(file, "utf8")) as T;
  } finally {
    await postgres.stop();
    folder.remove();
  }
}
