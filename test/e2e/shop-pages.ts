import type { JsonApi } from "@calypso-commerce/testkit/json-api";
import type { Browser, Page } from "playwright-core";
import { type Size, sizes } from "./portray.ts";

/** A browser of its own for one shopper, on the shop's first page. */
export async function openShop(browser: Browser, url: string, size: Size): Promise<Page> {
  const context = await browser.newContext({
    viewport: sizes[size],
    permissions: ["clipboard-read", "clipboard-write"],
  });
  // The first page of a storefront is compiled while the browser waits.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** Whom the parcel goes to, by the names of the fields. */
export const shopperAddress = {
  email: "ada@example.com",
  first_name: "Ada",
  last_name: "Lovelace",
  address_1: "1 Example Street",
  postal_code: "10115",
  city: "Berlin",
};

/** From the catalog to the payment step, as a person clicks through it. */
export async function toPayment(page: Page): Promise<void> {
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

/** The component's state, as soon as it is one of these. */
export const stateIs = (page: Page, ...states: string[]) =>
  page.locator(states.map((state) => `[data-testid="calypso-payment"][data-state="${state}"]`).join(", ")).waitFor();

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
