import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { createShopper } from "@calypso-commerce/tools/stack/shopper";
import type { Page, Request } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "../support/browser/expect-accessible.ts";
import { expectAccessibleInAdmin, openAdmin } from "../support/browser/open-admin.ts";
import { viewports } from "../support/browser/screenshots.ts";
import { useShop } from "../support/browser/use-shop.ts";

const DESTINATION = "TEoZ53apYcxrJspfCCb7PGh5CJKMiRrAMX";

const shop = useShop("admin", { admin: true });

interface Row {
  id: string;
  order_id: string | null;
  order_display_id: number | null;
  attention: string | null;
  captured_at: string | null;
}

/** Buys, pays this much, and returns the ledger's row once it fits. */
async function purchase(amount: string, fits: (row: Row) => unknown): Promise<Row> {
  const { sessionId } = await createShopper(shop.stack.store.url, shop.stack.publishableKey).checkout();
  await shop.emulator.post(`/_emulator/invoices/${sessionId}/pay`, { amount });
  const row = async () =>
    (await shop.merchant.api.get<{ payments: Row[] }>(`/admin/calypso/payments?session_id=${sessionId}`)).payments[0];
  return waitUntil(`the payment of ${amount} is processed`, async () => {
    const found = await row();
    return found && fits(found) ? found : undefined;
  });
}

const captured = (row: Row) => row.captured_at && row.order_id;

/** Counts the page's POST requests to a path, to notice double submissions. */
function countPosts(page: Page, path: RegExp): () => number {
  let count = 0;
  page.on("request", (request: Request) => {
    if (request.method() === "POST" && path.test(new URL(request.url()).pathname)) count += 1;
  });
  return () => count;
}

const goTo = (page: Page, path: string) => page.goto(`${shop.stack.store.url}/app${path}`);

/** Waits until a part of the page has loaded its data. */
async function loaded(page: Page, testId: string): Promise<void> {
  const part = page.getByTestId(testId).first();
  await part.waitFor();
  const loading = part.locator('[role="status"][aria-label="Loading…"]');
  await expect.poll(() => loading.count(), { timeout: 60_000 }).toBe(0);
}

test("an admin accepts an underpaid payment from the attention list", async () => {
  const { id } = await purchase("under", ({ attention }) => attention === "underpaid");
  const page = await openAdmin(shop.browser, shop.stack.store.url);
  const accepts = countPosts(page, /\/accept$/);
  await page.getByRole("link", { name: "Crypto payments" }).click();
  await loaded(page, "calypso-page");
  await expectAccessibleInAdmin(page, "admin-payments", ["calypso-page"]);
  await page.getByRole("button", { name: /Underpaid\s*1/ }).click();
  await page.waitForURL(/attention_reason=underpaid/);
  await page.locator(`a[href$="/calypso/payments/${id}"]`).click();
  await loaded(page, "calypso-payment");
  await expectAccessibleInAdmin(page, "admin-underpaid", ["calypso-page"]);

  await page.getByRole("button", { name: "Accept as paid" }).click();
  const dialog = page.getByTestId("calypso-confirm");
  await dialog.getByRole("button", { name: "Accept as paid" }).click();
  await dialog.getByText("Enter a reason of at least three characters.").waitFor();
  expect(accepts()).toBe(0);
  await dialog.getByRole("textbox", { name: "Reason" }).fill("a good customer, the exchange took its fee");
  await expectAccessibleInAdmin(page, "admin-accept", ["calypso-confirm"]);
  await dialog.getByRole("button", { name: "Accept as paid" }).dblclick();
  await dialog.waitFor({ state: "detached" });

  const panel = page.getByTestId("calypso-payment");
  await panel.locator('[data-step="accepted"]').getByText("a good customer").waitFor();
  await panel.locator('[data-step="captured"] time').waitFor();
  await panel.getByText("In balance", { exact: true }).waitFor();
  await expectAccessibleInAdmin(page, "admin-accepted", ["calypso-page"]);
  expect(accepts()).toBe(1);
  expect(await page.getByTestId("calypso-attention").count()).toBe(0);
  const { payment } = await shop.merchant.api.get<{ payment: Row }>(`/admin/calypso/payments/${id}`);
  const order = await shop.merchant.order(String(payment.order_id));
  expect(order.payment_status).toBe("captured");
  expect(order.summary.paid_total).toBe(order.total);
});

test("an admin refunds a part from the order's page", async () => {
  const { id, order_id } = await purchase("exact", captured);
  const page = await openAdmin(shop.browser, shop.stack.store.url);
  const refunds = countPosts(page, /\/payments\/[^/]+\/refunds$/);
  await goTo(page, `/orders/${order_id}`);
  await loaded(page, "calypso-payment");
  const panel = page.getByTestId("calypso-payment");
  await panel.locator('[data-step="credited"] time').waitFor();
  await expectAccessibleInAdmin(page, "admin-order", ["calypso-payment"]);

  await panel.getByRole("button", { name: "Refund in crypto" }).click();
  const dialog = page.getByTestId("calypso-refund-dialog");
  await dialog.getByRole("radio", { name: "Part of it" }).click();
  await dialog.getByRole("textbox", { name: "Amount in EUR" }).fill("12,50");
  await dialog.getByRole("radio", { name: "To an address" }).click();
  await dialog.getByRole("textbox", { name: "Address" }).fill(`${DESTINATION.slice(0, -1)}Y`);
  await expectAccessibleInAdmin(page, "admin-refund-dialog", ["calypso-refund-dialog"]);
  await dialog.getByRole("button", { name: "Show preview" }).click();
  // The address' own checksum says that it is mistyped: nothing can be confirmed.
  const confirm = dialog.getByTestId("calypso-refund-confirm");
  await confirm.waitFor();
  expect(await confirm.isDisabled()).toBe(true);
  await dialog.getByRole("button", { name: "Back" }).click();
  await dialog.getByRole("textbox", { name: "Address" }).fill(DESTINATION);
  await dialog.getByRole("button", { name: "Show preview" }).click();
  const preview = dialog.getByTestId("calypso-refund-preview");
  await preview.getByText(DESTINATION).waitFor();
  for (const line of ["Rate", "Fee", "The shopper receives", "Your balance now", "Your balance afterwards"]) {
    await preview.getByText(line, { exact: true }).waitFor();
  }
  await expectAccessibleInAdmin(page, "admin-refund-preview", ["calypso-refund-dialog"]);
  const states = async () => (await shop.merchant.refunds(id)).map(({ state }) => state);
  expect(await states()).toEqual([]);
  await confirm.dblclick();
  await dialog.waitFor({ state: "detached" });

  const refund = panel.getByTestId("calypso-refund");
  // The page updates by itself.
  await panel.locator('[data-testid="calypso-refund"][data-state="completed"]').waitFor();
  await refund.getByText("Transaction").waitFor();
  expect(refunds()).toBe(1);
  expect(await states()).toEqual(["completed"]);
  await expectAccessibleInAdmin(page, "admin-refunded", ["calypso-payment"]);
  const { payouts } = await shop.emulator.get<{ payouts: { externalId: string }[] }>("/_emulator/state");
  expect(payouts).toHaveLength(1);
  expect((await shop.merchant.order(String(order_id))).summary.refunded_total).toBe(12.5);
});

test("a shopper claims a refund with the link from the admin", async () => {
  const { order_id } = await purchase("exact", captured);
  const page = await openAdmin(shop.browser, shop.stack.store.url);
  await goTo(page, `/orders/${order_id}`);
  await loaded(page, "calypso-payment");
  const panel = page.getByTestId("calypso-payment");
  await panel.getByRole("button", { name: "Refund in crypto" }).click();
  const dialog = page.getByTestId("calypso-refund-dialog");
  await dialog.getByRole("button", { name: "Show preview" }).click();
  await dialog.getByText("the address that the shopper enters with the claim link").waitFor();
  await dialog.getByTestId("calypso-refund-confirm").click();
  await panel.locator('[data-testid="calypso-refund"][data-state="awaiting_destination"]').waitFor();
  await panel.getByText(/The shopper has a link that works until/).waitFor();
  await expectAccessibleInAdmin(page, "admin-awaiting-address", ["calypso-payment"]);

  await panel.getByRole("button", { name: "Create a new link" }).click();
  const link = page.getByTestId("calypso-claim-link");
  await link.getByRole("button", { name: "Create claim link" }).click();
  await link.getByRole("button", { name: "Copy link" }).click();
  const url = await page.evaluate(() => navigator.clipboard.readText());
  expect(await link.getByRole("textbox", { name: "Link" }).inputValue()).toBe(url);
  await link.getByRole("button", { name: "Copied" }).waitFor();
  await link.getByRole("button", { name: "Close" }).click();

  const phone = await (await shop.browser.newContext({ viewport: viewports.phone })).newPage();
  await phone.goto(url);
  const address = phone.getByRole("textbox", { name: /Your USDT address/ });
  await address.waitFor();
  await expectAccessible(phone, "claim-open");
  await address.fill(DESTINATION);
  await phone.getByRole("checkbox").check();
  await phone.getByTestId("claim-review").click();
  await phone.getByTestId("claim-submit").click();
  const claim = phone.getByTestId("calypso-refund-claim");
  // The emulator may have completed it by now.
  await claim
    .and(phone.locator('[data-state="given"], [data-state="in_progress"], [data-state="completed"]'))
    .waitFor();
  await expectAccessible(phone, "claim-done");

  await panel.locator('[data-testid="calypso-refund"][data-state="completed"]').waitFor();
  // A used link offers no form.
  await phone.goto(url);
  await phone.getByTestId(/^calypso-/).waitFor();
  expect(await phone.getByTestId("claim-submit").count()).toBe(0);
});

test("an admin reverses a failed refund", async () => {
  const { id, order_id } = await purchase("exact", captured);
  await shop.emulator.post("/_emulator/settings", { autoPayouts: false });
  const refund = await shop.merchant.refund(id, { amount: "5.00", basis: "fiat", destination: DESTINATION });
  const { payouts } = await shop.emulator.get<{ payouts: { id: string; externalId: string }[] }>("/_emulator/state");
  const payout = payouts.find(({ externalId }) => externalId === refund.id);
  await shop.emulator.post(`/_emulator/payouts/${payout?.id}/fail`);
  await shop.emulator.post("/_emulator/settings", { autoPayouts: true });
  const page = await openAdmin(shop.browser, shop.stack.store.url);
  await goTo(page, `/orders/${order_id}`);
  const item = page.locator('[data-testid="calypso-refund"][data-state="failed"]');
  await item.getByRole("alert").getByText("The payout failed at Calypso").waitFor();
  await expectAccessibleInAdmin(page, "admin-refund-failed", ["calypso-payment"]);
  await item.getByRole("button", { name: "Reverse refund" }).click();
  const dialog = page.getByTestId("calypso-confirm");
  await dialog.getByRole("textbox", { name: "Reason" }).fill("paid back by hand");
  await dialog.getByRole("button", { name: "Reverse refund" }).click();
  await page.locator('[data-testid="calypso-refund"][data-state="reversed"]').waitFor();
  expect((await shop.merchant.order(String(order_id))).summary.refunded_total).toBe(0);
});

test("the lists filter, and report empty and failed states, in German too", async () => {
  const { order_display_id } = await purchase("exact", (row) => captured(row) && row.order_display_id);
  const page = await openAdmin(shop.browser, shop.stack.store.url);
  await goTo(page, "/calypso/refunds");
  await loaded(page, "calypso-page");
  await expectAccessibleInAdmin(page, "admin-refunds", ["calypso-page"]);
  await goTo(page, "/calypso");
  await page.getByRole("searchbox", { name: "Search" }).fill(`#${order_display_id}`);
  await page.waitForURL(/q=/);
  const rows = page.getByTestId("calypso-page").locator("tbody tr");
  await page.getByText("1 of 1 pages").waitFor();
  await expect.poll(() => rows.count()).toBe(1);
  await page.getByRole("combobox", { name: "State" }).click();
  await page.getByRole("option", { name: "Declined" }).click();
  await page.getByText("No matching payments").waitFor();
  await expectAccessibleInAdmin(page, "admin-payments-none", ["calypso-page"]);
  await page.getByRole("button", { name: "Reset filters" }).click();
  await expect.poll(() => rows.count()).toBeGreaterThan(1);

  await goTo(page, "/calypso/health");
  await loaded(page, "calypso-page");
  await page.locator('[data-check="webhooks"][data-status="ok"]').waitFor();
  await expectAccessibleInAdmin(page, "admin-health", ["calypso-page"]);
  await page.route("**/admin/calypso/health", (route) =>
    route.fulfill({ status: 500, json: { type: "unexpected_state", message: "Calypso: it doesn't answer" } }),
  );
  await page.route("**/admin/calypso/payments?*", (route) => route.abort());
  await goTo(page, "/calypso");
  await page.getByRole("alert").getByText("This couldn't be loaded").waitFor();
  await expectAccessibleInAdmin(page, "admin-payments-error", ["calypso-page"]);
  await page.unroute("**/admin/calypso/payments?*");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect.poll(() => rows.count()).toBeGreaterThan(1);

  const german = await openAdmin(shop.browser, shop.stack.store.url, "de");
  await goTo(german, "/calypso");
  await german.getByRole("heading", { name: "Kryptozahlungen" }).waitFor();
  await expect.poll(() => german.locator("tbody tr").count()).toBeGreaterThan(1);
  await expectAccessibleInAdmin(german, "admin-payments-german", ["calypso-page"]);
});
