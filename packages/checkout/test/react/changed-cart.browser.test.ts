import { describe, expect, it } from "vitest";
import type { CartProps } from "../support/browser/gallery/fake-backend.ts";
import { paymentScenes } from "../support/browser/gallery/scenes.ts";
import { useGallery } from "../support/browser/use-gallery.ts";

describe("a changed cart", () => {
  const { open } = useGallery();

  it.each<[string, Partial<CartProps>]>([
    ["its session is gone", { session: null }],
    ["its total and its session change", { session: null, amount: "30" }],
    ["it is another cart without a session", { session: null, cartId: "cart_2" }],
  ])("returns to the choice of currency if %s", async (_case, change) => {
    const { page, changeCart } = await open({ scene: "waiting" });
    await page.getByTestId("address").waitFor();
    await changeCart(change);
    await page.getByTestId("continue").waitFor();
    expect(await page.getByTestId("address").count()).toBe(0);
    await page
      .getByTestId("amount-due")
      .getByText(change.amount === "30" ? "€30.00" : "€28.90")
      .waitFor();
  });

  it("looks up the session of another cart", async () => {
    const { page, changeCart, calls } = await open({ scene: "waiting" });
    await changeCart({ session: undefined, cartId: "cart_2" });
    await page.getByTestId("continue").waitFor();
    expect((await calls("current")).length).toBeGreaterThan(0);
  });

  it("shows the session that the page passes instead", async () => {
    const { page, changeCart, changeBackend } = await open({ scene: "waiting" });
    const { address, crypto_amount } = paymentScenes["waiting-bitcoin"] as { address: string; crypto_amount: string };
    await changeBackend({ payment: { ...paymentScenes["waiting-bitcoin"] } });
    const payment = { flow: "invoice", outcome: "waiting", address, cryptoAmount: crypto_amount } as const;
    await changeCart({ session: { id: "payses_9", payment } });
    await page.getByTestId("address").getByText(address).waitFor();
    await page.getByTestId("amount").getByText(`${crypto_amount} BTC`).waitFor();
  });

  it("keeps a payment that the component itself started", async () => {
    const { page, changeCart, calls } = await open({ scene: "choose" });
    await page.getByRole("radio", { name: /Bitcoin/ }).check();
    await page.getByTestId("continue").click();
    await page.getByTestId("address").waitFor();
    // The page loads the cart again and finds the session.
    const payment = { flow: "invoice", outcome: "waiting" } as const;
    await changeCart({ session: { id: "payses_2", payment } });
    expect(await page.getByTestId("address").isVisible()).toBe(true);
    expect((await calls("start")).length).toBe(1);
  });

  it("loads the claim of another token", async () => {
    const { page, changeCart, calls } = await open({ scene: "claim-open" });
    await page.getByTestId("claim-review").waitFor();
    const before = (await calls("load")).length;
    await changeCart({ amount: "30" });
    expect((await calls("load")).length).toBe(before);
    await changeCart({ token: "another" });
    await expect.poll(async () => (await calls("load")).length).toBeGreaterThan(before);
  });
});
