import { createJsonApi } from "@calypso-commerce/testkit/json-api";
import { query } from "@calypso-commerce/testkit/postgres";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { type Merchant, signIn } from "@calypso-commerce/tools/stack/merchant";
import { createShopper, type Shopper } from "@calypso-commerce/tools/stack/shopper";
import type { Stack } from "@calypso-commerce/tools/stack/stack";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestStack } from "../support/start-test-stack.ts";
import { type HoldingProxy, startHoldingProxy } from "./support/holding-proxy.ts";

let stack: Stack;
let toVendor: HoldingProxy;
let toStore: HoldingProxy;
let shopper: Shopper;
let merchant: Merchant;

beforeAll(async () => {
  stack = await startTestStack("killed-between-steps", {
    betweenStoreAndVendor: async (url) => {
      toVendor = await startHoldingProxy(url);
      return toVendor.url;
    },
    betweenRelayAndStore: async (url) => {
      toStore = await startHoldingProxy(url);
      return toStore.url;
    },
  });
  shopper = createShopper(stack.store.url, stack.publishableKey);
  merchant = await signIn(stack.store.url);
});

afterAll(async () => {
  await toVendor?.close();
  await toStore?.close();
  await stack?.stop();
});

/** Pays an invoice in full. The webhooks do the rest. */
async function pay(sessionId: string): Promise<void> {
  await createJsonApi(stack.emulator.url).post(`/_emulator/invoices/${sessionId}/pay`, { amount: "exact" });
}

async function capturedOnce(known: string[], total: number) {
  const order = await waitUntil(
    "the order is captured and booked",
    async () =>
      (await merchant.orders()).find(
        // Medusa books the payment on the order a moment after the capture.
        ({ id, summary }) => !known.includes(id) && summary.paid_total === total && summary.pending_difference === 0,
      ),
    { timeoutMs: 120_000 },
  );
  expect((await merchant.orders()).filter((each) => !known.includes(each.id))).toHaveLength(1);
  const payments = order.payment_collections.flatMap((each) => each.payments);
  expect(payments.flatMap((each) => each.captures).map((each) => each.amount)).toEqual([total]);
  expect(order.payment_status).toBe("captured");
}

test("a store killed between delivery and capture neither loses nor repeats a payment", async () => {
  const known = (await merchant.orders()).map((each) => each.id);
  const checkout = await shopper.checkout();
  // The store reads the invoice after it has received the delivery and before it captures.
  const reading = toVendor.hold((path) => path === "/api/v1/invoice");
  await pay(checkout.sessionId);
  const held = await reading;
  expect(toStore.seen).toContain("/hooks/calypso");
  stack.store.child.kill("SIGKILL");
  await stack.store.child.exited;
  held.drop();
  expect((await ordersInDatabase()).filter((id) => !known.includes(id))).toEqual([]);
  await stack.restartStore();
  await capturedOnce(known, checkout.total);
});

test("the relay killed between its answer to the vendor and the delivery loses nothing", async () => {
  const known = (await merchant.orders()).map((each) => each.id);
  const checkout = await shopper.checkout();
  const delivering = toStore.hold((path) => path === "/hooks/calypso");
  await pay(checkout.sessionId);
  const held = await delivering;
  await stack.relay.kill();
  held.drop();
  const reached = toStore.seen.length;
  await stack.relay.start();
  await waitUntil("the relay delivers again", () => toStore.seen.length > reached);
  await capturedOnce(known, checkout.total);
});

async function ordersInDatabase(): Promise<string[]> {
  return (await query<{ id: string }>(stack.databaseUrl, 'select id from "order"')).map((row) => row.id);
}
