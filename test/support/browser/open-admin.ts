import { adminUser } from "@calypso-commerce/tools/stack/store";
import type { Browser, Page } from "playwright-core";
import { expectAccessible } from "./expect-accessible.ts";

/** Opens a browser in which an admin is signed in. */
export async function openAdmin(browser: Browser, storeUrl: string, language = "en"): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    permissions: ["clipboard-read", "clipboard-write"],
  });
  context.setDefaultTimeout(60_000);
  // Admin stores the language of the user's profile there.
  await context.addInitScript((code) => localStorage.setItem("lng", code), language);
  const page = await context.newPage();
  await page.goto(`${storeUrl}/app/login`);
  await page.locator('input[name="email"]').fill(adminUser.email);
  await page.locator('input[name="password"]').fill(adminUser.password);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/app\/(?!login)/);
  return page;
}

/** Expects that the plugin's own parts of Admin are accessible. Medusa's frame and sections have known violations. */
export function expectAccessibleInAdmin(page: Page, name: string, testIds: string[]): Promise<void> {
  return expectAccessible(page, name, {
    within: testIds.map((testId) => `[data-testid="${testId}"]`),
    setScheme,
    height,
  });
}

/** Does what Medusa's theme switch does, without leaving an open dialog. */
async function setScheme(page: Page, scheme: "light" | "dark"): Promise<void> {
  await page.evaluate((value) => {
    const { classList, style } = document.documentElement;
    classList.remove("light", "dark");
    classList.add(value);
    style.colorScheme = value;
  }, scheme);
}

/** Admin's main part scrolls, so a screenshot of the whole page needs a window as high as its content. */
const height = (page: Page) =>
  page.evaluate(() => {
    // A dialog is as high as the window and scrolls by itself.
    if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return innerHeight;
    const main = document.querySelector("main");
    const top = main?.getBoundingClientRect().top ?? 0;
    return Math.max(844, Math.ceil(top + (main?.scrollHeight ?? 0)));
  });
