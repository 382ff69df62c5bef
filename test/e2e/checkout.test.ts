import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createJsonApi, type JsonApi } from "../../scripts/stack/http.ts";
import { type Merchant, signIn } from "../../scripts/stack/merchant.ts";
import type { Stack } from "../../scripts/stack/stack.ts";
import { type Storefront, startStorefront } from "../../scripts/stack/storefront.ts";
import { waitFor } from "../../scripts/stack/wait-for.ts";
import { startTestStack } from "../start-test-stack.ts";
import { launchChromium } from "./chromium.ts";

let stack: Stack;
let storefront: Storefront;
let browser: Browser;
let emulator: JsonApi;
let merchant: Merchant;

beforeAll(async () => {
  stack = await startTestStack("checkout");
  storefront = await startStorefront(stack);
  browser = await launchChromium();
  emulator = createJsonApi(stack.emulator.url);
  merchant = await signIn(stack.store.url);
});

afterAll(async () => {
  await browser?.close();
  await storefront?.stop();
  await stack?.stop();
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

async function openShop(size: keyof typeof sizes): Promise<Page> {
  const context = await browser.newContext({
    viewport: sizes[size],
    permissions: ["clipboard-read", "clipboard-write"],
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  await page.goto(storefront.url);
  return page;
}

const screenshot = (page: Page, name: string) =>
  page.screenshot({ path: `${import.meta.dirname}/../../.test-results/screenshots/${name}.png`, fullPage: true });

/** From the catalog to the payment step, as a person clicks through it. */
async function toPayment(page: Page): Promise<void> {
  await page.getByTestId("products").getByRole("link").first().click();
  await page.getByTestId("add-to-cart").click();
  await page.getByTestId("add-status").getByRole("link").click();
  await page.getByTestId("to-checkout").click();
  const address = page.getByRole("form", { name: "Address" });
  const values = {
    email: "ada@example.com",
    first_name: "Ada",
    last_name: "Lovelace",
    address_1: "1 Example Street",
    postal_code: "10115",
    city: "Berlin",
  };
  for (const [name, value] of Object.entries(values)) await address.locator(`[name="${name}"]`).fill(value);
  await address.getByRole("button", { name: "Continue to delivery" }).click();
  await page.getByRole("button", { name: "Continue to payment" }).click();
}

/** Chooses Tether on TRON in the checkout component and waits for the address. */
async function chooseTether(page: Page): Promise<void> {
  const component = page.getByTestId("calypso-payment");
  await component.getByRole("radio", { name: /Tether/ }).check();
  await component.getByRole("radio", { name: /TRC-20/ }).check();
  await component.getByTestId("continue").click();
  await component.getByTestId("address").waitFor();
}

interface InvoiceState {
  id: string;
  state: string;
  externalId: string;
}

async function newestInvoice(): Promise<InvoiceState> {
  const { invoices } = await emulator.get<{ invoices: InvoiceState[] }>("/_emulator/state");
  const sorted = invoices as (InvoiceState & { createdDate?: string })[];
  const newest = sorted[0];
  if (!newest) throw new Error("the emulator has no invoice");
  return newest;
}

async function capturedOrder(id: string) {
  const order = await waitFor(
    async () => {
      const found = await merchant.order(id);
      return found.payment_status === "captured" && found;
    },
    { what: "the order is captured" },
  );
  expect(order.payment_collections.flatMap((each) => each.payments).flatMap((each) => each.captures)).toHaveLength(1);
  return order;
}

test("a shopper pays to an address and sees the order", async () => {
  const page = await openShop("desktop");
  await toPayment(page);
  await chooseTether(page);
  await screenshot(page, "invoice-waiting-desktop");
  await emulator.post(`/_emulator/invoices/${(await newestInvoice()).id}/pay`, { amount: "exact" });
  const order = page.getByTestId("order");
  await order.waitFor();
  await screenshot(page, "order-desktop");
  await capturedOrder((await order.getAttribute("data-order-id")) ?? "");
});

test("a shopper closes the page after paying, and the order is there all the same", async () => {
  const known = (await merchant.orders()).map((each) => each.id);
  const page = await openShop("phone");
  await toPayment(page);
  await chooseTether(page);
  await screenshot(page, "invoice-waiting-phone");
  const invoice = await newestInvoice();
  await page.context().close();
  await emulator.post(`/_emulator/invoices/${invoice.id}/pay`, { amount: "exact" });
  const placed = await waitFor(async () => (await merchant.orders()).find((each) => !known.includes(each.id)), {
    what: "the order is placed",
  });
  await capturedOrder(placed.id);
});

test("a shopper pays on the hosted page and comes back to the order", async () => {
  const page = await openShop("phone");
  await toPayment(page);
  await page.getByText("Calypso Pay’s page").click();
  await page.getByTestId("calypso-payment").getByTestId("continue").click();
  await page.waitForURL(/\/pay\?widgetKey=/);
  await screenshot(page, "widget-phone");
  await page.locator('button[value="USDT_TRX"]').click();
  await page.waitForURL(/\/invoice\//);
  await emulator.post(`/_emulator/invoices/${(await newestInvoice()).id}/pay`, { amount: "exact" });
  await page.getByRole("link", { name: "Back to the shop" }).click();
  const order = page.getByTestId("order");
  await order.waitFor();
  await capturedOrder((await order.getAttribute("data-order-id")) ?? "");
});
