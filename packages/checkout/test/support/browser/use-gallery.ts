import { launchChromium } from "@calypso-commerce/testkit/chromium";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, inject } from "vitest";
import type { BackendState, CartProps } from "./gallery/fake-backend.ts";
import type { GalleryAddress } from "./start-gallery.ts";

export interface OpenPage {
  page: Page;
  /** Console errors and warnings, uncaught errors, and hydration errors. */
  complaints(): Promise<string[]>;
  /** Changes the state of the fake backend. */
  changeBackend(change: Partial<BackendState>): Promise<void>;
  /** Changes the props that the page passes to the component. */
  changeCart(change: Partial<CartProps>): Promise<void>;
  /** When the backend was called by this name. */
  calls(name: string): Promise<number[]>;
}

/** A browser for the tests of a suite, with the gallery of a React version. Pages close after each test. */
export function useGallery(react: "19" | "18" = "19", defaults: BrowserContextOptions = {}) {
  const gallery = inject("galleries")[react];
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  afterAll(() => browser?.close());
  return {
    ...gallery,
    open: (query: Record<string, string>, options: BrowserContextOptions = {}) =>
      openPage(browser, gallery, query, { ...defaults, ...options }),
  };
}

/** Opens a scene and waits for the component. */
async function openPage(
  browser: Browser,
  gallery: GalleryAddress,
  query: Record<string, string>,
  options: BrowserContextOptions,
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
    changeCart: (change) => page.evaluate((given) => window.backendState.changeCart?.(given), change),
    calls: (name) =>
      page.evaluate(
        (wanted) => window.backendState.calls.filter((call) => call.name === wanted).map((call) => call.atMs),
        name,
      ),
  };
}
