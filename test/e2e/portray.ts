import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";

export const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };
export type Size = keyof typeof sizes;

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = `${import.meta.dirname}/../../.test-results/screenshots`;
mkdirSync(folder, { recursive: true });

const options: RunOptions = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };

/** What of WCAG 2.2 AA a page breaks, within the parts that `selectors` name, if any are given. */
async function violations(page: Page, selectors: string[] | undefined): Promise<string[]> {
  await page.evaluate(axeSource);
  const results = await page.evaluate(
    ({ include, how }) =>
      (globalThis as unknown as { axe: { run(context: unknown, options: unknown): Promise<AxeResults> } }).axe.run(
        include ? { include } : document,
        how,
      ),
    { include: selectors?.map((selector) => [selector]), how: options },
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
  );
}

/** Finished animations, so that neither a picture nor a contrast is that of a half-faded dialog. */
const settled = (page: Page) =>
  page.evaluate(async () => {
    const finite = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.all(finite.map(({ finished }) => finished.catch(() => undefined)));
  });

interface PortrayOptions {
  /** CSS selectors: only these parts are ours to answer for. */
  within?: string[];
  /** How a page is made light or dark. @default by the browser's preference */
  setScheme?: (page: Page, scheme: "light" | "dark") => Promise<void>;
  /** Makes the window as high as the page, where the page scrolls inside of itself. */
  height?: (page: Page) => Promise<number>;
  sizes?: Size[];
}

/** Pictures of a page as it is now, on a phone and a desktop. */
export async function picture(page: Page, name: string): Promise<void> {
  const before = page.viewportSize() ?? sizes.desktop;
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    await page.evaluate(() => scrollTo(0, 0));
    await settled(page);
    await page.screenshot({ path: `${folder}/${name}-${size}.png`, fullPage: true });
  }
  await page.setViewportSize(before);
}

/** Pictures of a page as it is now, on a phone and a desktop, light and dark, and axe's word on each. */
export async function portray(page: Page, name: string, given: PortrayOptions = {}): Promise<void> {
  const before = page.viewportSize() ?? sizes.desktop;
  const setScheme = given.setScheme ?? ((target, colorScheme) => target.emulateMedia({ colorScheme }));
  const found: Record<string, string[]> = {};
  // As somebody finds it who has just come: else a header that stays in view covers what is below it.
  await page.evaluate(() => scrollTo(0, 0));
  // Nothing is hovered: those colours are the frame's, and not what a page at rest looks like.
  await page.mouse.move(0, 0);
  for (const size of given.sizes ?? (["phone", "desktop"] as const)) {
    await page.setViewportSize(sizes[size]);
    if (given.height) await page.setViewportSize({ ...sizes[size], height: await given.height(page) });
    for (const scheme of ["light", "dark"] as const) {
      await setScheme(page, scheme);
      await settled(page);
      await page.screenshot({ path: `${folder}/${name}-${size}-${scheme}.png`, fullPage: true });
      const broken = await violations(page, given.within);
      if (broken.length > 0) found[`${name} ${size} ${scheme}`] = broken;
    }
  }
  await setScheme(page, "light");
  await page.setViewportSize(before);
  expect(found).toEqual({});
}
