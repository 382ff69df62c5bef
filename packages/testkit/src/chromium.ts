import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { tempFolder } from "./temp-folder.ts";

/** Keeps a headless browser from calling hosts that a test machine can't reach. */
const flags = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A Chromium on this machine, and the arguments to launch it with. */
export interface Chromium {
  executablePath: string;
  args: string[];
}

/**
 * Chromium from `CHROMIUM_PATH`, Playwright, the system or npm, in this order. The one from npm is built for Linux.
 *
 * @returns undefined where there is none
 */
export async function findChromium(): Promise<Chromium | undefined> {
  const installed = [
    process.env.CHROMIUM_PATH,
    chromium.executablePath(),
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
  ].find((path) => path && existsSync(path));
  const executablePath = installed ?? (await unpackedFromNpm());
  // Chromium's sandbox refuses to run as root.
  const args = process.getuid?.() === 0 ? ["--no-sandbox", ...flags] : flags;
  return executablePath === undefined ? undefined : { executablePath, args };
}

/**
 * Without the package's own flags: they run everything in one process, which ends with the first context that is
 * closed, and allow requests that browsers forbid.
 */
async function unpackedFromNpm(): Promise<string | undefined> {
  if (process.platform !== "linux") return undefined;
  const { default: packed } = await import("@sparticuz/chromium");
  return packed.executablePath();
}

/** Launches Chromium with an empty home folder. @throws where there is none */
export async function launchChromium(): Promise<Browser> {
  const found = await findChromium();
  if (!found) throw new Error("no Chromium on this machine: set CHROMIUM_PATH");
  const home = tempFolder("chromium-home");
  const browser = await chromium.launch({
    ...found,
    env: { ...process.env, HOME: home.path } as Record<string, string>,
  });
  browser.once("disconnected", home.remove);
  return browser;
}
