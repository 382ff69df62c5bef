import { join } from "node:path";
import { testResults } from "@calypso-commerce/testkit/root";
import type { Page } from "playwright-core";

export const viewports = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };
export type ViewportName = keyof typeof viewports;

/** Takes screenshots of a page in its present state, on a phone and a desktop. */
export async function takeScreenshots(page: Page, name: string): Promise<void> {
  const before = page.viewportSize() ?? viewports.desktop;
  for (const [size, viewport] of Object.entries(viewports)) {
    await page.setViewportSize(viewport);
    await page.evaluate(() => scrollTo(0, 0));
    await takeScreenshot(page, `${name}-${size}`);
  }
  await page.setViewportSize(before);
}

/** Takes a screenshot of the whole page once its animations have ended. */
export async function takeScreenshot(page: Page, name: string): Promise<void> {
  await animationsEnded(page);
  await page.screenshot({ path: join(testResults("screenshots"), `${name}.png`), fullPage: true });
}

const animationsEnded = (page: Page) =>
  page.evaluate(async () => {
    const finite = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.all(finite.map(({ finished }) => finished.catch(() => undefined)));
  });
