import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "../support/browser/expect-accessible.ts";
import {
  chooseTether,
  goToPayment,
  newestInvoice,
  openShop,
  paymentIsIn,
  shopperAddress,
} from "../support/browser/open-shop.ts";
import { useShop } from "../support/browser/use-shop.ts";

const shop = useShop("accessibility");

const control = async (page: Page, command: string, body: object = {}) => {
  await page.bringToFront();
  await shop.emulator.post(`/_emulator/invoices/${(await newestInvoice(shop.emulator)).id}/${command}`, body);
};

test("the shop conforms to WCAG 2.2 AA from catalog to order", async () => {
  const page = await openShop(shop.browser, shop.storefront.url, "desktop");
  await page.getByTestId("products").waitFor();
  await expectAccessible(page, "shop-catalog");
  await page.getByTestId("products").getByRole("link").first().click();
  await page.getByTestId("add-to-cart").waitFor();
  await expectAccessible(page, "shop-product");
  await page.getByTestId("add-to-cart").click();
  await page.getByTestId("add-status").getByRole("link").click();
  await page.getByTestId("cart-lines").waitFor();
  await expectAccessible(page, "shop-cart");
  await page.getByTestId("to-checkout").click();
  await page.getByRole("form", { name: "Address" }).waitFor();
  await expectAccessible(page, "checkout-address");
  await page.goto(shop.storefront.url);
  await goToPayment(page);
  await page.getByTestId("continue").waitFor();
  await expectAccessible(page, "checkout-choose");
  await chooseTether(page);
  await expectAccessible(page, "checkout-waiting");
  await control(page, "pay", { amount: "under" });
  await paymentIsIn(page, "underpaid");
  await expectAccessible(page, "checkout-underpaid");
  const { amount, received } = await newestInvoice(shop.emulator);
  expect(Number(received)).toBeLessThan(Number(amount));
  await control(page, "pay", { amount: "exact" });
  await page.getByTestId("order").waitFor();
  await expectAccessible(page, "shop-order");
});

test("expired, hosted, unknown and developer pages conform to WCAG 2.2 AA", async () => {
  const page = await openShop(shop.browser, shop.storefront.url, "desktop");
  await goToPayment(page);
  await chooseTether(page);
  await control(page, "expire");
  await paymentIsIn(page, "expired");
  await expectAccessible(page, "checkout-expired");
  await page.getByTestId("change-way").click();
  await page.getByText("Calypso Pay’s page").click();
  await page.getByTestId("calypso-payment").getByTestId("continue").waitFor();
  await expectAccessible(page, "checkout-hosted");
  await page.getByRole("button", { name: "Developer panel" }).click();
  await page.getByRole("heading", { name: "Play the wallet" }).waitFor();
  await expectAccessible(page, "checkout-panel");
  await page.goto(`${shop.storefront.url}/nowhere`);
  await page.getByRole("heading", { name: "Not found" }).waitFor();
  await expectAccessible(page, "shop-not-found");
  await page.goto(`${shop.storefront.url}/refund/no-such-token`);
  await page.locator('[data-testid="calypso-refund-claim"][data-state="link_invalid"]').waitFor();
  await expectAccessible(page, "claim-unknown");
});

/** Presses Tab until the focused element matches, at most 60 times. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press("Tab");
    const isFocused = await page.evaluate((wanted) => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return at?.matches(wanted) ?? false;
    }, selector);
    if (isFocused) return;
  }
  throw new Error(`the Tab key does not reach ${selector}`);
}

/** Focuses a group of radio buttons and presses the down key until the wanted one is checked. */
async function chooseByArrow(page: Page, group: string, wanted: Locator): Promise<void> {
  await tabTo(page, group);
  expect(await focusIsVisible(page), group).toBe(true);
  for (let i = 0; i < 30 && !(await wanted.isChecked()); i++) await page.keyboard.press("ArrowDown");
  expect(await wanted.isChecked()).toBe(true);
}

/** Whether the page shows which element has the focus. */
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

test("a shopper can buy by keyboard alone", async () => {
  const page = await openShop(shop.browser, shop.storefront.url, "desktop");
  // Proves that this test uses no mouse.
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
  await paymentIsIn(page, "waiting");
  await press('button[aria-label="Copy address"]');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await component.getByTestId("address").textContent());
  await control(page, "pay", { amount: "exact" });
  await page.getByTestId("order").waitFor();
  expect(await page.locator("[data-mouse]").count()).toBe(0);
});
