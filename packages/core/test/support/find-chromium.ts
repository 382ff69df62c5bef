import { existsSync } from "node:fs";
import { chromium as playwrightChromium } from "playwright";

const ARGUMENTS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A Chromium of this machine and how to launch it: CHROMIUM_PATH, Playwright's own, Debian's, or none. */
export async function findChromium(): Promise<{ executablePath: string; args: string[] } | undefined> {
  const candidates = [process.env.CHROMIUM_PATH, playwrightChromium.executablePath(), "/usr/bin/chromium"];
  // Chromium's sandbox refuses to run as root.
  const args = process.getuid?.() === 0 ? [...ARGUMENTS, "--no-sandbox"] : ARGUMENTS;
  const executablePath = candidates.find((path) => path !== undefined && path !== "" && existsSync(path));
  return executablePath === undefined ? fromNpm(args) : { executablePath, args };
}

/** The one that npm carries, unpacked on its first use. It is built for Linux. */
async function fromNpm(args: string[]): Promise<{ executablePath: string; args: string[] } | undefined> {
  if (process.platform !== "linux") return undefined;
  const { default: packed } = await import("@sparticuz/chromium");
  return { executablePath: await packed.executablePath(), args: [...packed.args, ...args] };
}
