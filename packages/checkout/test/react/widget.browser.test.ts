import { describe, expect, it } from "vitest";
import { paymentScenes } from "../support/browser/gallery/scenes.ts";
import { useGallery } from "../support/browser/use-gallery.ts";

const payUrl = String(paymentScenes.widget?.pay_url);

describe("the hosted page", () => {
  const gallery = useGallery();

  async function open(query: Record<string, string>) {
    const opened = await gallery.open(query);
    await opened.page
      .context()
      .route("https://pay.example/**", (route) =>
        route.fulfill({ contentType: "text/html", body: "<title>Pay</title><h1>The hosted page</h1>" }),
      );
    return opened;
  }

  it("opens in this tab, and offers a link after the return", async () => {
    const { page } = await open({ scene: "choose", flow: "widget" });
    await page.getByTestId("continue").click();
    await page.waitForURL(payUrl);
    await page.goto(`${gallery.url}/?scene=widget`);
    expect(await page.getByTestId("open-pay-page").getAttribute("href")).toBe(payUrl);
  });

  it("opens in a popup", async () => {
    const { page } = await open({ scene: "choose", flow: "widget", widget: "popup" });
    const opened = page.waitForEvent("popup");
    await page.getByTestId("continue").click();
    const popup = await opened;
    await popup.getByRole("heading", { name: "The hosted page" }).waitFor();
    expect(await page.getByTestId("calypso-payment").getAttribute("data-state")).toBe("waiting");
  });

  it("stays embedded until the payment is settled", async () => {
    const { page, changeBackend } = await open({ scene: "choose", flow: "widget", widget: "iframe" });
    await page.getByTestId("continue").click();
    await page.frameLocator("iframe").getByRole("heading", { name: "The hosted page" }).waitFor();
    // The shopper has chosen a currency on the hosted page, which must stay open.
    await changeBackend({ payment: { ...paymentScenes.waiting, flow: "widget", pay_url: payUrl } });
    await page.getByTestId("amount-due").getByText("€28.90").waitFor();
    await expect
      .poll(() => page.evaluate(() => window.backendState.calls.filter(({ name }) => name === "status").length), {
        timeout: 10_000,
      })
      .toBeGreaterThan(1);
    expect(await page.getByTestId("pay-page").isVisible()).toBe(true);
    await changeBackend({ payment: { ...paymentScenes.settled, flow: "widget" } });
    await page.getByTestId("placed-order").getByText("order_1").waitFor();
  });

  it("closes the popup and reports a failed start", async () => {
    const { page, changeBackend } = await open({ scene: "choose", flow: "widget", widget: "popup" });
    await changeBackend({ failing: ["start"] });
    const opened = page.waitForEvent("popup");
    await page.getByTestId("continue").click();
    const popup = await opened;
    await page.getByTestId("problem").getByText("You haven’t been charged").waitFor();
    await expect.poll(() => popup.isClosed()).toBe(true);
  });
});
