import { launchChromium } from "@calypso-commerce/testkit/chromium";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { claimScenes, paymentScenes } from "../support/browser/gallery/scenes.ts";
import { openPage } from "../support/browser/open-page.ts";
import type { GalleryServer } from "../support/browser/start-gallery.ts";

describe.each(["19", "18"] as const)("with React %s", (major) => {
  const gallery = inject("galleries")[major];
  let server: GalleryServer;
  let browser: Browser;

  beforeAll(async () => {
    server = (await import(gallery.serverModule)) as GalleryServer;
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  it("runs that version", () => {
    expect(server.version.split(".")[0]).toBe(major);
  });

  it.each(["choose", "loading", ...Object.keys(paymentScenes), ...Object.keys(claimScenes)])(
    "renders %s on a server",
    (scene) => {
      expect(server.render(`?scene=${scene}`)).toContain("data-calypso");
    },
  );

  it.each(["waiting", "choose", "claim-open"])("hydrates %s without errors", async (scene) => {
    const { page, complaints } = await openPage(browser, gallery, { scene });
    await page
      .getByTestId(/^(continue|address|claim-submit)$/)
      .first()
      .waitFor();
    expect(await complaints()).toEqual([]);
    await page.context().close();
  });

  it("takes a shopper from the choice to the order", async () => {
    const { page, complaints, changeBackend } = await openPage(browser, gallery, { scene: "choose" });
    await page.getByRole("radio", { name: /Tether/ }).check();
    await page.getByTestId("continue").click();
    // No network is chosen yet.
    await page.getByRole("alert").getByText("Choose the network").waitFor();
    await page.getByRole("radio", { name: /TRC-20/ }).check();
    await page.getByTestId("continue").click();
    await page.getByTestId("address").waitFor();
    await changeBackend({ payment: { ...paymentScenes.settled } });
    await page.getByTestId("placed-order").getByText("order_1").waitFor();
    expect(await complaints()).toEqual([]);
    await page.context().close();
  });
});
