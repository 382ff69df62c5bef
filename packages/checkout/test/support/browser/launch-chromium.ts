import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const flags = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Chromium from `CHROMIUM_PATH`, Playwright's own, Debian's, or the one that comes with npm, in this order. */
export async function launchChromium(): Promise<Browser> {
  const known = [process.env.CHROMIUM_PATH, chromium.executablePath(), "/usr/bin/chromium"];
  const installed = known.find((path) => path && existsSync(path));
  // Chromium's sandbox refuses to run as root.
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const executablePath = installed ?? (await (await import("@sparticuz/chromium")).default.executablePath());
  // Not with the packed one's own flags: they put all in one process, which ends with the first context that is closed,
  // and allow requests that browsers forbid.
  return chromium.launch({ executablePath, args: [...asRoot, ...flags] });
}
