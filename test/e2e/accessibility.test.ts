import { launchChromium } from "@calypso-commerce/testkit/chromium";
import { createJsonApi, type JsonApi } from "@calypso-commerce/testkit/json-api";
import type { Stack } from "@calypso-commerce/tools/stack/stack";
import { type Storefront, startStorefront } from "@calypso-commerce/tools/stack/storefront";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startTestStack } from "../start-test-stack.ts";
import { portray } from "./portray.ts";
import { chooseTether, newestInvoice, openShop, shopperAddress, stateIs, toPayment } from "./shop-pages.ts";

let stack: Stack;
let storefront: Storefront;
let browser: Browser;
let emulator: JsonApi;

beforeAll(async () => {
  stack = await startTestStack("accessibility");
  storefront = await startStorefront(stack);
  browser = await launchChromium();
  emulator = createJsonApi(stack.emulator.url);
});

afterAll(async () => {
  await browser?.close();
  await storefront?.stop();
  await stack?.stop();
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

const control = async (page: Page, command: string, body: object = {}) => {
  await page.bringToFront();
  await emulator.post(`/_emulator/invoices/${(await newestInvoice(emulator)).id}/${command}`, body);
};

test("no page of the shop breaks WCAG 2.2 AA, from the catalog to the order", async () => {
  const page = await openShop(browser, storefront.url, "desktop");
  await page.getByTestId("products").waitFor();
  await portray(page, "shop-catalog");
  await page.getByTestId("products").getByRole("link").first().click();
  await page.getByTestId("add-to-cart").waitFor();
  await portray(page, "shop-product");
  await page.getByTestId("add-to-cart").click();
  await page.getByTestId("add-status").getByRole("link").click();
  await page.getByTestId("cart-lines").waitFor();
  await portray(page, "shop-cart");
  await page.getByTestId("to-checkout").click();
  await page.getByRole("form", { name: "Address" }).waitFor();
  await portray(page, "checkout-address");
  await page.goto(storefront.url);
  await toPayment(page);
  await page.getByTestId("continue").waitFor();
  await portray(page, "checkout-choose");
  await chooseTether(page);
  await portray(page, "checkout-waiting");
  await control(page, "pay", { amount: "under" });
  await stateIs(page, "underpaid");
  await portray(page, "checkout-underpaid");
  const { amount, received } = await newestInvoice(emulator);
  expect(Number(received)).toBeLessThan(Number(amount));
  await control(page, "pay", { amount: "exact" });
  await page.getByTestId("order").waitFor();
  await portray(page, "shop-order");
});

test("no state of the checkout breaks WCAG 2.2 AA: expired, the hosted page, the developer's panel, no such page", async () => {
  const page = await openShop(browser, storefront.url, "desktop");
  await toPayment(page);
  await chooseTether(page);
  await control(page, "expire");
  await stateIs(page, "expired");
  await portray(page, "checkout-expired");
  await page.getByText("Calypso Pay’s page").click();
  await page.getByTestId("calypso-payment").getByTestId("continue").waitFor();
  await portray(page, "checkout-hosted");
  await page.getByRole("button", { name: "Developer panel" }).click();
  await page.getByRole("heading", { name: "Play the wallet" }).waitFor();
  await portray(page, "checkout-panel");
  await page.goto(`${storefront.url}/nowhere`);
  await page.getByRole("heading", { name: "Not found" }).waitFor();
  await portray(page, "shop-not-found");
  await page.goto(`${storefront.url}/refund/no-such-token`);
  await page.locator('[data-testid="calypso-refund-claim"][data-state="link_invalid"]').waitFor();
  await portray(page, "claim-unknown");
});

/** Tabs on until what is focused matches; a shopper would give up sooner. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press("Tab");
    const isThere = await page.evaluate((wanted) => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return at?.matches(wanted) ?? false;
    }, selector);
    if (isThere) return;
  }
  throw new Error(`${selector} is not reached by the Tab key`);
}

/** Goes to a group of radio buttons and down to the one that is wanted. */
async function chooseByArrow(page: Page, group: string, wanted: Locator): Promise<void> {
  await tabTo(page, group);
  expect(await focusIsVisible(page), group).toBe(true);
  for (let i = 0; i < 30 && !(await wanted.isChecked()); i++) await page.keyboard.press("ArrowDown");
  expect(await wanted.isChecked()).toBe(true);
}

/** Whether who only has a keyboard can see where they are. */
const focusIsVisible = (page: Page) =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    if (!at) return false;
    const shown = [at, at.nextElementSibling, at.parentElement].filter((each) => each !== null);
    return shown.some((each) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
      return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
    });
  });

test("a shopper without a mouse buys: from the shop's first page to the order, by keyboard alone", async () => {
  const page = await openShop(browser, storefront.url, "desktop");
  // Whatever a mouse would do is a mistake of this test.
  await page.evaluate(() => {
    for (const name of ["mousedown", "pointerdown", "touchstart"]) {
      addEventListener(name, () => document.documentElement.setAttribute("data-mouse", "used"), true);
    }
  });
  const press = async (selector: string, key = "Enter") => {
    await page.locator(selector).first().waitFor();
    await tabTo(page, selector);
    expect(await focusIsVisible(page), selector).toBe(true);
    await page.keyboard.press(key);
  };
  await press('[data-testid="products"] a');
  await press('[data-testid="add-to-cart"]');
  await press('[data-testid="add-status"] a');
  await press('[data-testid="to-checkout"]');
  for (const [name, value] of Object.entries(shopperAddress)) {
    await page.locator(`[name="${name}"]`).waitFor();
    await tabTo(page, `[name="${name}"]`);
    expect(await focusIsVisible(page), name).toBe(true);
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type(value);
  }
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Continue to payment" }).waitFor();
  await press('[data-testid="step-delivery"] button[type="submit"]');

  const component = page.getByTestId("calypso-payment");
  await component.getByTestId("continue").waitFor();
  await chooseByArrow(page, 'input[name$="-coin"]', component.getByRole("radio", { name: /Tether/ }));
  await chooseByArrow(page, 'input[name$="-network"]', component.getByRole("radio", { name: /TRC-20/ }));
  await press('[data-testid="continue"]');
  await stateIs(page, "waiting");
  await press('button[aria-label="Copy address"]');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await component.getByTestId("address").textContent());
  await control(page, "pay", { amount: "exact" });
  await page.getByTestId("order").waitFor();
  expect(await page.locator("[data-mouse]").count()).toBe(0);
});
