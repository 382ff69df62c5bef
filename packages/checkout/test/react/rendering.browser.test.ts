import { beforeAll, describe, expect, it } from "vitest";
import { claimScenes, paymentScenes } from "../support/browser/gallery/scenes.ts";
import type { GalleryServer } from "../support/browser/start-gallery.ts";
import { useGallery } from "../support/browser/use-gallery.ts";

describe.each(["19", "18"] as const)("with React %s", (major) => {
  const { serverModule, open } = useGallery(major);
  let server: GalleryServer;

  beforeAll(async () => {
    server = (await import(serverModule)) as GalleryServer;
  });

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
    const { page, complaints } = await open({ scene });
    await page
      .getByTestId(/^(continue|address|claim-review)$/)
      .first()
      .waitFor();
    expect(await complaints()).toEqual([]);
  });

  it("takes a shopper from the choice to the order", async () => {
    const { page, complaints, changeBackend } = await open({ scene: "choose" });
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
  });
});
