import { decimal } from "@calypso-commerce/core/money";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { expect, test } from "vitest";
import { chooseTether, goToPayment, newestInvoice, openShop, paymentIsIn } from "../support/browser/open-shop.ts";
import { takeScreenshots, type ViewportName } from "../support/browser/screenshots.ts";
import { useShop } from "../support/browser/use-shop.ts";

const shop = useShop("checkout");

const open = (viewport: ViewportName) => openShop(shop.browser, shop.storefront.url, viewport);

async function capturedOrder(id: string) {
  const order = await waitUntil("the order is captured", async () => {
    const found = await shop.merchant.order(id);
    return found.payment_status === "captured" && found;
  });
  expect(order.payment_collections.flatMap((each) => each.payments).flatMap((each) => each.captures)).toHaveLength(1);
  return order;
}

test("a shopper pays to an address and sees the order", async () => {
  const page = await open("desktop");
  await goToPayment(page);
  await chooseTether(page);
  await takeScreenshots(page, "invoice-waiting");
  await shop.emulator.post(`/_emulator/invoices/${(await newestInvoice(shop.emulator)).id}/pay`, { amount: "exact" });
  const order = page.getByTestId("order");
  await order.waitFor();
  await takeScreenshots(page, "order");
  await capturedOrder((await order.getAttribute("data-order-id")) ?? "");
});

test("a shopper who closes the page after paying still gets the order", async () => {
  const known = (await shop.merchant.orders()).map((each) => each.id);
  const page = await open("phone");
  await goToPayment(page);
  await chooseTether(page);
  await takeScreenshots(page, "invoice-before-closing");
  const invoice = await newestInvoice(shop.emulator);
  await page.context().close();
  await shop.emulator.post(`/_emulator/invoices/${invoice.id}/pay`, { amount: "exact" });
  const placed = await waitUntil("the order is placed", async () =>
    (await shop.merchant.orders()).find((each) => !known.includes(each.id)),
  );
  await capturedOrder(placed.id);
});

test("a shopper pays on the hosted page and returns to the order", async () => {
  const page = await open("phone");
  await goToPayment(page);
  await page.getByText("Calypso Pay’s page").click();
  await page.getByTestId("calypso-payment").getByTestId("continue").click();
  await page.waitForURL(/\/pay\?widgetKey=/);
  await takeScreenshots(page, "widget");
  await page.locator('button[value="USDT_TRX"]').click();
  await page.waitForURL(/\/invoice\//);
  await shop.emulator.post(`/_emulator/invoices/${(await newestInvoice(shop.emulator)).id}/pay`, { amount: "exact" });
  await page.getByRole("link", { name: "Back to the shop" }).click();
  const order = page.getByTestId("order");
  await order.waitFor();
  await capturedOrder((await order.getAttribute("data-order-id")) ?? "");
});

test("a shopper who sent too little sees and pays the exact remainder", async () => {
  const page = await open("phone");
  await goToPayment(page);
  await chooseTether(page);
  const { id } = await newestInvoice(shop.emulator);
  await shop.emulator.post(`/_emulator/invoices/${id}/pay`, { amount: "under" });
  await paymentIsIn(page, "underpaid");
  const remaining = await page.getByTestId("amount").textContent();
  const { invoices } = await shop.emulator.get<{ invoices: { id: string; amount: string; received: string }[] }>(
    "/_emulator/state",
  );
  const invoice = invoices.find((each) => each.id === id);
  const missing = decimal.subtract(invoice?.amount ?? "", invoice?.received ?? "");
  expect(remaining).toBe(`${missing} USDT`);
  await takeScreenshots(page, "underpaid");
  await shop.emulator.post(`/_emulator/invoices/${id}/pay`, { amount: missing });
  const order = page.getByTestId("order");
  await order.waitFor();
  await capturedOrder((await order.getAttribute("data-order-id")) ?? "");
});

test("a shopper whose time ran out renews the quote and pays", async () => {
  const page = await open("desktop");
  await goToPayment(page);
  await chooseTether(page);
  const first = await newestInvoice(shop.emulator);
  await shop.emulator.post(`/_emulator/invoices/${first.id}/expire`);
  await paymentIsIn(page, "expired");
  await takeScreenshots(page, "expired");
  await page.getByTestId("renew").click();
  await paymentIsIn(page, "waiting");
  const second = await newestInvoice(shop.emulator);
  expect(second.id).not.toBe(first.id);
  await shop.emulator.post(`/_emulator/invoices/${second.id}/pay`, { amount: "exact" });
  const order = page.getByTestId("order");
  await order.waitFor();
  await capturedOrder((await order.getAttribute("data-order-id")) ?? "");
});

test("a reopened page and a second tab show the same invoice", async () => {
  const page = await open("desktop");
  await goToPayment(page);
  await chooseTether(page);
  const address = await page.getByTestId("address").textContent();
  const before = (await shop.emulator.get<{ invoices: unknown[] }>("/_emulator/state")).invoices.length;
  const context = page.context();
  const checkout = page.url();
  await page.close();
  const [first, second] = [await context.newPage(), await context.newPage()];
  for (const tab of [first, second]) {
    await tab.goto(checkout);
    expect(await tab.getByTestId("address").textContent()).toBe(address);
  }
  await takeScreenshots(second, "invoice-reopened");
  expect((await shop.emulator.get<{ invoices: unknown[] }>("/_emulator/state")).invoices).toHaveLength(before);
  await shop.emulator.post(`/_emulator/invoices/${(await newestInvoice(shop.emulator)).id}/pay`, { amount: "exact" });
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
