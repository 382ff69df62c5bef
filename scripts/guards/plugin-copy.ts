import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { startChild } from "../stack/child-process.ts";
import type { PostgresServer } from "../stack/postgres.ts";
import { root } from "../stack/root.ts";
import type { BuiltFile } from "./compile.ts";
import type { Report } from "./verdict.ts";

/** A test that hangs ends by its own limit; this ends what hangs after it. */
const minutesPerRun = 8;

/** A built plugin that may be changed: a copy below the system's temporary folder, gone when the process ends. */
export interface PluginCopy {
  /** Puts other files in place while some work is done. */
  changed<T>(files: readonly BuiltFile[], work: () => Promise<T>): Promise<T>;
  /** Runs tests of a file of `integration-tests/http` by their names. @throws Error if there is no report */
  test(file: string, titles: readonly string[], postgres: PostgresServer): Promise<Report>;
}

/** @param plugin the built plugin's folder, which is only read */
export function copyPlugin(plugin: string): PluginCopy {
  const folder = mkdtempSync(join(tmpdir(), "calypso-guards-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const dependencies = join(plugin, "node_modules");
  cpSync(plugin, folder, { recursive: true, filter: (from) => from !== dependencies && basename(from) !== ".turbo" });
  symlinkSync(dependencies, join(folder, "node_modules"));
  // By its time the tests know that it is newer than the source.
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
      const child = startChild({
        name: `vitest run ${file}`,
        command: process.execPath,
        args: [
          join(root, "node_modules/vitest/vitest.mjs"),
          "run",
          `integration-tests/http/${file}.test.ts`,
          `--testNamePattern=(${titles.map(escaped).join("|")})$`,
          "--reporter=json",
          `--outputFile=${reportFile}`,
        ],
        cwd: folder,
        env: {
          NODE_OPTIONS: "--experimental-strip-types --no-warnings",
          MEDUSA_DISABLE_TELEMETRY: "true",
          DB_HOST: postgres.host,
          DB_PORT: `${postgres.port}`,
          DB_USERNAME: postgres.user,
          DB_PASSWORD: postgres.password,
        },
        logFile: join(root, ".test-results/guards.log"),
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
