import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { PostgresServer } from "@calypso-commerce/testkit/postgres";
import { root } from "@calypso-commerce/testkit/root";
import { startVitest } from "../start-vitest.ts";
import type { BuiltFile } from "./compiler.ts";
import type { Report } from "./verdict.ts";

/** For a run that hangs outside of its tests, which have timeouts of their own. */
const minutesPerRun = 8;

/** A copy of the built plugin below the system's temporary folder; removed when the process exits. */
export interface PluginCopy {
  /** Replaces files while `work` runs. */
  changed<T>(files: readonly BuiltFile[], work: () => Promise<T>): Promise<T>;
  /** Runs tests of a file below `test` by their names. @throws Error if there is no report */
  test(file: string, titles: readonly string[], postgres: PostgresServer): Promise<Report>;
}

/** @param plugin the built plugin's folder, which is only read */
export function copyPlugin(plugin: string): PluginCopy {
  const folder = mkdtempSync(join(tmpdir(), "calypso-mutations-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const dependencies = join(plugin, "node_modules");
  cpSync(plugin, folder, { recursive: true, filter: (from) => from !== dependencies && basename(from) !== ".turbo" });
  symlinkSync(dependencies, join(folder, "node_modules"));
  // Newer than the source, so that the tests don't build it.
  utimesSync(join(folder, ".medusa/server/src/config.js"), new Date(), new Date());

  return {
    async changed(files, work) {
      const originals = files.map(({ path }) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
      const put = (all: readonly BuiltFile[]) => {
        for (const { path, text } of all) writeFileSync(join(folder, path), text);
      };
      put(files);
      try {
        return await work();
      } finally {
        put(originals);
      }
    },
    async test(file, titles, postgres) {
      const reportFile = join(folder, "report.json");
      rmSync(reportFile, { force: true });
      const child = startVitest({
        name: `vitest run ${file}`,
        folder,
        args: [
          `test/${file}.test.ts`,
          `--testNamePattern=(${titles.map(escaped).join("|")})$`,
          "--reporter=json",
          `--outputFile=${reportFile}`,
        ],
        postgres,
        logFile: join(root, ".test-results/mutations.log"),
      });
      const limit = setTimeout(() => child.kill(), minutesPerRun * 60_000);
      await child.exited;
      clearTimeout(limit);
      await child.stop();
      try {
        return JSON.parse(readFileSync(reportFile, "utf8")) as Report;
      } catch (error) {
        throw new Error(`no report of ${file}, see ${child.logFile}`, { cause: error });
      }
    },
  };
}

/** For a regular expression. */
function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
