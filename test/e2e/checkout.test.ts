import { decimal } from "@calypso-commerce/core";
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

/** The component's state, as soon as it is one of these. */
const stateIs = (page: Page, ...states: string[]) =>
  page.locator(states.map((state) => `[data-testid="calypso-payment"][data-state="${state}"]`).join(", ")).waitFor();

test("a shopper who sent too little is told the exact remainder, sends it, and gets the order", async () => {
  const page = await openShop("phone");
  await toPayment(page);
  await chooseTether(page);
  const { id } = await newestInvoice();
  await emulator.post(`/_emulator/invoices/${id}/pay`, { amount: "under" });
  await stateIs(page, "underpaid");
  const remaining = await page.getByTestId("amount").textContent();
  const { invoices } = await emulator.get<{ invoices: { id: string; amount: string; received: string }[] }>(
    "/_emulator/state",
  );
  const invoice = invoices.find((each) => each.id === id);
  const missing = decimal.subtract(invoice?.amount ?? "", invoice?.received ?? "");
  expect(remaining).toBe(`${missing} USDT`);
  await screenshot(page, "underpaid-phone");
  await emulator.post(`/_emulator/invoices/${id}/pay`, { amount: missing });
  const order = page.getByTestId("order");
  await order.waitFor();
  await capturedOrder((await order.getAttribute("data-order-id")) ?? "");
});

test("a shopper whose time ran out gets a new quote in place and pays that one", async () => {
  const page = await openShop("desktop");
  await toPayment(page);
  await chooseTether(page);
  const first = await newestInvoice();
  await emulator.post(`/_emulator/invoices/${first.id}/expire`);
  await stateIs(page, "expired");
  await screenshot(page, "expired-desktop");
  await page.getByTestId("renew").click();
  await stateIs(page, "waiting");
  const second = await newestInvoice();
  expect(second.id).not.toBe(first.id);
  await emulator.post(`/_emulator/invoices/${second.id}/pay`, { amount: "exact" });
  const order = page.getByTestId("order");
  await order.waitFor();
  await capturedOrder((await order.getAttribute("data-order-id")) ?? "");
});

test("a page that is closed and opened again shows the same invoice, and so does a second tab", async () => {
  const page = await openShop("desktop");
  await toPayment(page);
  await chooseTether(page);
  const address = await page.getByTestId("address").textContent();
  const before = (await emulator.get<{ invoices: unknown[] }>("/_emulator/state")).invoices.length;
  const context = page.context();
  const checkout = page.url();
  await page.close();
  const [first, second] = [await context.newPage(), await context.newPage()];
  for (const tab of [first, second]) {
    await tab.goto(checkout);
    expect(await tab.getByTestId("address").textContent()).toBe(address);
  }
  expect((await emulator.get<{ invoices: unknown[] }>("/_emulator/state")).invoices).toHaveLength(before);
  await emulator.post(`/_emulator/invoices/${(await newestInvoice()).id}/pay`, { amount: "exact" });
  const ids = await Promise.all(
    [first, second].map(async (tab) => {
      await tab.bringToFront();
      const order = tab.getByTestId("order");
      await order.waitFor();
      return order.getAttribute("data-order-id");
    }),
  );
  expect(ids[0]).toBe(ids[1]);
  await capturedOrder(ids[0] ?? "");
});
