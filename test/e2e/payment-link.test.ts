import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { createShopper } from "@calypso-commerce/tools/stack/shopper";
import { expect, test } from "vitest";
import { chooseTether, newestInvoice, openShop, paymentIsIn } from "../support/browser/open-shop.ts";
import { takeScreenshots } from "../support/browser/screenshots.ts";
import { useShop } from "../support/browser/use-shop.ts";

const shop = useShop("payment-link");

const pay = async () =>
  shop.emulator.post(`/_emulator/invoices/${(await newestInvoice(shop.emulator)).id}/pay`, { amount: "exact" });

/** A paid order to which an admin then added an item. */
async function editedOrder(): Promise<string> {
  const shopper = createShopper(shop.stack.store.url, shop.stack.publishableKey);
  const known = (await shop.merchant.orders()).map(({ id }) => id);
  const { variantId } = await shopper.fillCart();
  await shopper.checkout();
  await pay();
  const { id } = await waitUntil("the order is captured", async () =>
    (await shop.merchant.orders()).find((each) => !known.includes(each.id) && each.payment_status === "captured"),
  );
  const { api } = shop.merchant;
  await api.post("/admin/order-edits", { order_id: id });
  await api.post(`/admin/order-edits/${id}/items`, { items: [{ variant_id: variantId, quantity: 1 }] });
  await api.post(`/admin/order-edits/${id}/confirm`, {});
  return id;
}

test("a shopper pays the difference of an edited order by its payment link", async () => {
  const orderId = await editedOrder();
  const before = await shop.merchant.order(orderId);
  expect(before.summary.pending_difference).toBeGreaterThan(0);
  const { payment_link } = await shop.merchant.api.post<{ payment_link: { url: string; amount: string } }>(
    `/admin/calypso/orders/${orderId}/payment-link`,
    {},
  );
  expect(Number(payment_link.amount)).toBe(before.summary.pending_difference);

  const page = await openShop(shop.browser, payment_link.url, "phone");
  await chooseTether(page);
  await takeScreenshots(page, "payment-link");
  // Somebody else with the link pays the same invoice.
  const other = await openShop(shop.browser, payment_link.url, "desktop");
  await other.getByTestId("address").waitFor();
  expect(await other.getByTestId("address").textContent()).toBe(await page.getByTestId("address").textContent());

  await page.bringToFront();
  await pay();
  await paymentIsIn(page, "settled");
  await takeScreenshots(page, "payment-link-paid");
  const after = await waitUntil("the difference is captured", async () => {
    const order = await shop.merchant.order(orderId);
    return order.summary.pending_difference === 0 && order;
  });
  expect(after.summary.paid_total).toBe(after.total);

  await page.reload();
  await page.getByRole("heading", { name: "Nothing is left to pay" }).waitFor();
});
