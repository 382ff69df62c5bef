import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { FakeShop } from "./gallery/scenarios.ts";
import type { GalleryAddress } from "./start-gallery.ts";

export interface OpenPage {
  page: Page;
  /** Errors and warnings of the console, uncaught errors, and what React had to repair. */
  complaints(): Promise<string[]>;
  /** Changes the shop that the page talks to. */
  changeShop(change: Partial<FakeShop>): Promise<void>;
  calls(name: string): Promise<number[]>;
}

/** Opens a scene and waits until the component is there. */
export async function openPage(
  browser: Browser,
  gallery: GalleryAddress,
  query: Record<string, string>,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(`${gallery.url}/?${new URLSearchParams(query)}`);
  await page.getByTestId(/^calypso-/).waitFor();
  return {
    page,
    complaints: async () => [...complaints, ...(await page.evaluate(() => window.hydrationErrors))],
    changeShop: (change) => page.evaluate((given) => void Object.assign(window.shop, given), change),
    calls: (name) =>
      page.evaluate(
        (wanted) => window.shop.calls.filter((call) => call.name === wanted).map((call) => call.atMs),
        name,
      ),
  };
}
