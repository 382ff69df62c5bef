import type { JsonApi } from "@calypso-commerce/testkit/json-api";
import type { Browser, Page } from "playwright-core";
import { type ViewportName, viewports } from "./screenshots.ts";

/** Opens a new browser context for one shopper, on the shop's first page. */
export async function openShop(browser: Browser, url: string, viewport: ViewportName): Promise<Page> {
  const context = await browser.newContext({
    viewport: viewports[viewport],
    permissions: ["clipboard-read", "clipboard-write"],
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** The address form's fields and what a shopper enters. */
export const shopperAddress = {
  email: "ada@example.com",
  first_name: "Ada",
  last_name: "Lovelace",
  address_1: "1 Example Street",
  postal_code: "10115",
  city: "Berlin",
};

/** Clicks from the catalog to the payment step. */
export async function goToPayment(page: Page): Promise<void> {
  await page.getByTestId("products").getByRole("link").first().click();
  await page.getByTestId("add-to-cart").click();
  await page.getByTestId("add-status").getByRole("link").click();
  await page.getByTestId("to-checkout").click();
  const address = page.getByRole("form", { name: "Address" });
  for (const [name, value] of Object.entries(shopperAddress)) await address.locator(`[name="${name}"]`).fill(value);
  await address.getByRole("button", { name: "Continue to delivery" }).click();
  await page.getByRole("button", { name: "Continue to payment" }).click();
}

/** Chooses Tether on TRON in the checkout component and waits for the address. */
export async function chooseTether(page: Page): Promise<void> {
  const component = page.getByTestId("calypso-payment");
  await component.getByRole("radio", { name: /Tether/ }).check();
  await component.getByRole("radio", { name: /TRC-20/ }).check();
  await component.getByTestId("continue").click();
  await component.getByTestId("address").waitFor();
}

/** Waits until the checkout component is in this state. */
export const paymentIsIn = (page: Page, state: string) =>
  page.locator(`[data-testid="calypso-payment"][data-state="${state}"]`).waitFor();

export interface EmulatedInvoice {
  id: string;
  state: string;
  externalId: string;
  amount: string;
  received: string;
}

export async function newestInvoice(emulator: JsonApi): Promise<EmulatedInvoice> {
  const { invoices } = await emulator.get<{ invoices: EmulatedInvoice[] }>("/_emulator/state");
  const newest = invoices[0];
  if (!newest) throw new Error("the emulator has no invoice");
  return newest;
}
