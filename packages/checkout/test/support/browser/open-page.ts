import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { BackendState } from "./gallery/fake-backend.ts";
import type { GalleryAddress } from "./start-gallery.ts";

export interface OpenPage {
  page: Page;
  /** Console errors and warnings, uncaught errors, and hydration errors. */
  complaints(): Promise<string[]>;
  /** Changes the state of the fake backend. */
  changeBackend(change: Partial<BackendState>): Promise<void>;
  calls(name: string): Promise<number[]>;
}

/** Opens a scene and waits for the component. */
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
    changeBackend: (change) => page.evaluate((given) => void Object.assign(window.backendState, given), change),
    calls: (name) =>
      page.evaluate(
        (wanted) => window.backendState.calls.filter((call) => call.name === wanted).map((call) => call.atMs),
        name,
      ),
  };
}
