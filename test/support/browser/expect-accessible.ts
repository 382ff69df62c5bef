import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { takeScreenshot, viewports } from "./screenshots.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const axeOptions: RunOptions = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };

type ColorScheme = "light" | "dark";

interface AccessibilityOptions {
  /** CSS selectors of the parts to check. @default the whole page */
  within?: string[];
  /** Makes the page light or dark. @default by the browser's preference */
  setScheme?: (page: Page, scheme: ColorScheme) => Promise<void>;
  /** Height for the window, for a page that scrolls inside of itself. */
  height?: (page: Page) => Promise<number>;
}

/**
 * Expects that a page in its present state conforms to WCAG 2.2 AA on a phone and a desktop, light and dark, as far as
 * axe can tell. Takes a screenshot of each.
 */
export async function expectAccessible(page: Page, name: string, options: AccessibilityOptions = {}): Promise<void> {
  const before = page.viewportSize() ?? viewports.desktop;
  const setScheme = options.setScheme ?? ((target, colorScheme) => target.emulateMedia({ colorScheme }));
  const found: Record<string, string[]> = {};
  // Scrolled down, a sticky header would cover content.
  await page.evaluate(() => scrollTo(0, 0));
  // Colours of hovered elements differ.
  await page.mouse.move(0, 0);
  for (const [size, viewport] of Object.entries(viewports)) {
    await page.setViewportSize(viewport);
    if (options.height) await page.setViewportSize({ ...viewport, height: await options.height(page) });
    for (const scheme of ["light", "dark"] as const) {
      await setScheme(page, scheme);
      await takeScreenshot(page, `${name}-${size}-${scheme}`);
      const broken = await violations(page, options.within);
      if (broken.length > 0) found[`${name} ${size} ${scheme}`] = broken;
    }
  }
  await setScheme(page, "light");
  await page.setViewportSize(before);
  expect(found).toEqual({});
}

async function violations(page: Page, selectors: string[] | undefined): Promise<string[]> {
  await page.evaluate(axeSource);
  const results = await page.evaluate(
    ({ include, options }) =>
      (globalThis as unknown as { axe: { run(context: unknown, options: unknown): Promise<AxeResults> } }).axe.run(
        include ? { include } : document,
        options,
      ),
    { include: selectors?.map((selector) => [selector]), options: axeOptions },
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
  );
}
