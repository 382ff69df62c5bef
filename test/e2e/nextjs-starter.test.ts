import { launchChromium } from "@calypso-commerce/testkit/chromium";
import { createJsonApi, type JsonApi } from "@calypso-commerce/testkit/json-api";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { type Merchant, signIn } from "@calypso-commerce/tools/stack/merchant";
import { createShopper, type FilledCart, type Shopper } from "@calypso-commerce/tools/stack/shopper";
import type { Stack } from "@calypso-commerce/tools/stack/stack";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { chooseTether, newestInvoice, paymentIsIn } from "../support/browser/open-shop.ts";
import { takeScreenshots } from "../support/browser/screenshots.ts";
import { type StarterApp, startStarter } from "../support/nextjs/start-starter.ts";
import { startTestStack } from "../support/start-test-stack.ts";

/** Medusa's storefront with docs/nextjs-starter.md applied, on the whole stack. */
describe("a shopper in Medusa's Next.js starter", () => {
  let stack: Stack;
  let app: StarterApp;
  let browser: Browser;
  let emulator: JsonApi;
  let merchant: Merchant;
  let shopper: Shopper;

  beforeAll(async () => {
    stack = await startTestStack("nextjs-starter");
    app = await startStarter(stack);
    browser = await launchChromium();
    emulator = createJsonApi(stack.emulator.url);
    merchant = await signIn(stack.store.url);
    shopper = createShopper(stack.store.url, stack.publishableKey);
    const { regions } = await merchant.api.get<{ regions: { id: string }[] }>("/admin/regions");
    for (const { id } of regions) {
      await merchant.api.post(`/admin/regions/${id}`, {
        payment_providers: ["pp_calypso_calypso", "pp_system_default"],
      });
    }
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await stack?.stop();
  });

  async function enter(): Promise<{ cart: FilledCart; context: BrowserContext; page: Page }> {
    const cart = await shopper.fillCart();
    const context = await browser.newContext();
    context.setDefaultTimeout(30_000);
    await context.addCookies([{ name: "_medusa_cart_id", value: cart.id, url: app.url }]);
    return { cart, context, page: await context.newPage() };
  }

  const checkout = (page: Page) => page.goto(`${app.url}/de/checkout?step=payment`);
  const choose = (page: Page, name: string) => page.getByRole("radio", { name }).check();
  const invoice = () => newestInvoice(emulator);
  const pay = async (options: object = { amount: "exact" }) =>
    emulator.post(`/_emulator/invoices/${(await invoice()).id}/pay`, options);

  async function chooseCrypto(page: Page): Promise<void> {
    await checkout(page);
    await choose(page, "Crypto");
    await chooseTether(page);
  }

  async function orderOf(page: Page): Promise<string> {
    const heading = page.getByRole("heading", { name: "Your order was placed successfully." });
    await heading.waitFor();
    return (await heading.getAttribute("data-order-id")) ?? "";
  }

  async function captured(orderId: string) {
    return waitUntil("the order is captured", async () => {
      const order = await merchant.order(orderId);
      return order.payment_status === "captured" && order;
    });
  }

  async function cartIsEmpty(page: Page): Promise<void> {
    await page.goto(`${app.url}/de/home`);
    expect(await page.getByTestId("nav-cart-link").textContent()).toBe("Cart (0)");
  }

  it("pays and gets the order", async () => {
    const { page } = await enter();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await chooseCrypto(page);
    await page.getByTestId("submit-payment-button").waitFor({ state: "hidden" });
    await takeScreenshots(page, "starter-payment");
    await pay();
    await captured(await orderOf(page));
    await cartIsEmpty(page);
    expect(errors).toEqual([]);
  });

  it("reloads at the QR code and pays the same invoice", async () => {
    const { page } = await enter();
    await chooseCrypto(page);
    const address = await page.getByTestId("address").textContent();
    await page.reload();
    await page.getByTestId("address").waitFor();
    expect(await page.getByTestId("address").textContent()).toBe(address);
    await pay();
    await captured(await orderOf(page));
  });

  it("changes from manual to crypto and back", async () => {
    const { page, cart } = await enter();
    await checkout(page);
    await choose(page, "Manual Payment");
    await page.getByTestId("submit-payment-button").click();
    await page.getByTestId("submit-order-button").waitFor();
    await chooseCrypto(page);
    await choose(page, "Manual Payment");
    // The page has heard of the crypto session, so the starter replaces it.
    const replaced = page.waitForURL(/step=review/);
    await page.getByTestId("submit-payment-button").click();
    await replaced;
    await page.getByTestId("submit-order-button").click();
    const order = await merchant.order(await orderOf(page));
    expect(order.total).toBe(cart.total);
    expect(await page.getByTestId("manual-payment-error-message").count()).toBe(0);
    await cartIsEmpty(page);
  });

  it("closes the page, pays, and comes back to the order", async () => {
    const { page, context } = await enter();
    const known = (await merchant.orders()).map(({ id }) => id);
    await chooseCrypto(page);
    await page.close();
    await pay();
    const placed = await waitUntil("the order is placed", async () =>
      (await merchant.orders()).find(({ id }) => !known.includes(id)),
    );
    const home = await context.newPage();
    await cartIsEmpty(home);
    const back = await context.newPage();
    await checkout(back);
    expect(await orderOf(back)).toBe(placed.id);
    await captured(placed.id);
  });

  it("fills a new cart after paying with the page closed", async () => {
    const { page, cart, context } = await enter();
    await chooseCrypto(page);
    await page.close();
    await pay();
    await waitUntil("the cart is completed", async () => {
      const found = await shopper.api.get<{ cart: { completed_at: string | null } }>(`/store/carts/${cart.id}`);
      return found.cart.completed_at !== null;
    });
    const home = await context.newPage();
    await home.goto(`${app.url}/de/home?variant=${cart.variantId}`);
    await home.getByRole("button", { name: "Add to cart" }).click();
    await home.getByText("Cart (1)").waitFor();
  });

  it("sees an unconfirmed payment on the confirmation page until it is paid", async () => {
    const { page } = await enter();
    await chooseCrypto(page);
    const { id } = await invoice();
    await emulator.post(`/_emulator/invoices/${id}/pay`, { amount: "exact", confirm: false });
    const orderId = await orderOf(page);
    await paymentIsIn(page, "detected");
    await takeScreenshots(page, "starter-confirmation");
    await emulator.post(`/_emulator/invoices/${id}/confirm`, {});
    await captured(orderId);
    await paymentIsIn(page, "settled");
  });

  it("pays the new amount of a cart that changed", async () => {
    const { page } = await enter();
    await chooseCrypto(page);
    const before = await invoice();
    await page.getByRole("button", { name: "One more" }).click();
    await page.getByTestId("continue").waitFor();
    await chooseTether(page);
    const after = await invoice();
    expect(Number(after.amount)).toBeGreaterThan(Number(before.amount));
    await pay();
    await captured(await orderOf(page));
  });
});
