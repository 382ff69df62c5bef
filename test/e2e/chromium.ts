import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** Keeps a headless browser from reaching for hosts that a test machine can't see. */
const flags = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Chromium from `CHROMIUM_PATH`, Playwright's own, the system's, or the one that comes with npm, in this order. */
export async function launchChromium(): Promise<Browser> {
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const installed = [
    process.env.CHROMIUM_PATH,
    chromium.executablePath(),
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
  ].find((path) => path !== undefined && path !== "" && existsSync(path));
  // It unpacks itself into the temporary directory, once.
  const executablePath = installed ?? (await (await import("@sparticuz/chromium")).default.executablePath());
  // Not with the packed one's own flags: they put all in one process, which ends with the first context that is closed,
  // and allow requests that browsers forbid.
  return chromium.launch({
    executablePath,
    args: [...asRoot, ...flags],
    env: { ...process.env, HOME: mkdtempSync(join(tmpdir(), "chromium-home-")) } as Record<string, string>,
  });
}
