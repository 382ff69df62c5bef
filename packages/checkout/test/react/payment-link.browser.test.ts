import { describe, expect, it } from "vitest";
import { paymentScenes } from "../support/browser/gallery/scenes.ts";
import { useGallery } from "../support/browser/use-gallery.ts";

describe("a payment link", () => {
  const { open } = useGallery();

  it("takes a shopper from the choice of a currency to paid", async () => {
    const { page, complaints, changeBackend, calls } = await open({ scene: "link-open" });
    await page.getByTestId("amount-due").getByText("€10.00").waitFor();
    await page.getByRole("radio", { name: /Bitcoin/ }).check();
    await page.getByTestId("continue").click();
    await page.getByTestId("address").waitFor();
    await changeBackend({ payment: { ...paymentScenes.settled } });
    await page.getByTestId("receipt").getByText("31.447164 USDT").waitFor();
    await page.getByTestId("transaction-link").waitFor();
    expect(await calls("complete")).toEqual([]);
    expect(await complaints()).toEqual([]);
  });

  it.each([
    ["link-paid", "paid", "Nothing is left to pay"],
    ["link-canceled", "canceled", "This order was cancelled"],
    ["link-expired", "expired", "This link isn’t valid"],
    ["link-unknown", "link_invalid", "This link isn’t valid"],
  ])("asks for nothing at %s", async (scene, state, title) => {
    const { page } = await open({ scene });
    await page.locator(`[data-testid="calypso-payment-link"][data-state="${state}"]`).waitFor();
    await page.getByRole("heading", { name: title }).waitFor();
    expect(await page.getByTestId("continue").count()).toBe(0);
  });
});
