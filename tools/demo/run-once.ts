import { createJsonApi } from "@calypso-commerce/testkit/json-api";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { type AdminOrder, type Refund, signIn } from "../stack/merchant.ts";
import { createShopper } from "../stack/shopper.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import type { Steps } from "../stack/steps.ts";

export interface OnceResult {
  order: string;
  /** The captured amount, a decimal in the order's currency. */
  captured: string;
  /** The refund to an address that the merchant entered, and the state of its payout. */
  refund: string;
  payout: string;
  /** The refund whose address the shopper entered at a claim link, and its state. */
  claim: { refund: string; state: string };
  ms: Record<string, number>;
}

/** An address of the TRON foundation, known from public explorers. */
const refundAddress = "TLa2f6VPqDgRE67v1736s7bJ8Ray5wYjU7";

/** Amounts of the two refunds and their sum, in the order's currency. */
const refunds = { typed: "5.00", claimed: "3.00", sum: 8 };

/** Makes a purchase whose shopper leaves after paying, and two refunds. @throws unless all amounts are exactly right */
export async function runOnce(steps: Steps): Promise<OnceResult> {
  const stack = await startStack({ steps, timeScale: 0.002 });
  try {
    const { order, amount } = await steps.step("purchase", "bought, paid, and captured by the webhook alone", () =>
      purchase(stack),
    );
    const typed = await steps.step("refund", "a part refunded, the payout completed", () =>
      refundToAddress(stack, order),
    );
    const claimed = await steps.step("claim", "another part claimed by link, the payout completed", () =>
      refundByClaim(stack, order),
    );
    const payout = await checkPayouts(stack, order);
    return {
      order: order.id,
      captured: amount,
      refund: typed.id,
      payout,
      claim: { refund: claimed.id, state: claimed.state },
      ms: { ...steps.ms, total: steps.total() },
    };
  } finally {
    await stack.stop();
  }
}

async function purchase(stack: Stack): Promise<{ order: AdminOrder; amount: string }> {
  const shopper = createShopper(stack.store.url, stack.publishableKey);
  const checkout = await shopper.checkout({ cryptoCurrency: "USDT_TRX" });
  // The shopper's page is closed: only the webhook completes the cart.
  await createJsonApi(stack.emulator.url).post(`/_emulator/invoices/${checkout.sessionId}/pay`, { amount: "exact" });
  const merchant = await signIn(stack.store.url);
  const order = await waitUntil(
    "the order is placed and captured",
    async () => (await merchant.orders()).find((each) => each.payment_status === "captured"),
    { giveUp: () => stack.store.child.ended() ?? stack.relay.child.ended() },
  );
  const orders = await merchant.orders();
  if (orders.length !== 1) throw new Error(`one purchase made ${orders.length} orders`);
  const captures = order.payment_collections.flatMap((each) => each.payments).flatMap((each) => each.captures);
  if (captures.length !== 1) throw new Error(`one payment was captured ${captures.length} times`);
  const captured = `${captures[0]?.amount}`;
  if (Number(captured) !== checkout.total || checkout.data.fiat_amount === undefined)
    throw new Error(`captured ${captured} for a cart of ${checkout.total}`);
  return { order, amount: captured };
}

async function paymentOf(stack: Stack, order: AdminOrder) {
  const merchant = await signIn(stack.store.url);
  const [payment] = await merchant.payments(order.id);
  if (!payment) throw new Error("the order has no Calypso payment");
  return { merchant, payment };
}

async function refundToAddress(stack: Stack, order: AdminOrder): Promise<Refund> {
  const { merchant, payment } = await paymentOf(stack, order);
  const refund = { amount: refunds.typed, destination: refundAddress, currency: "USDT_TRX", basis: "fiat" };
  return completed(stack, order, await merchant.refund(payment.id, refund));
}

async function refundByClaim(stack: Stack, order: AdminOrder): Promise<Refund> {
  const { merchant, payment } = await paymentOf(stack, order);
  const waiting = await merchant.refund(payment.id, { amount: refunds.claimed, currency: "USDT_TRX", basis: "fiat" });
  const token = new URL(await merchant.claimLink(waiting.id)).pathname.split("/").pop();
  const shopper = createShopper(stack.store.url, stack.publishableKey);
  await shopper.api.post(`/store/calypso/refund-claims/${token}`, { destination: refundAddress });
  return completed(stack, order, waiting);
}

async function completed(stack: Stack, order: AdminOrder, refund: Refund): Promise<Refund> {
  const { merchant, payment } = await paymentOf(stack, order);
  return waitUntil(
    "the refund's payout is completed",
    async () =>
      (await merchant.refunds(payment.id)).find((each) => each.id === refund.id && each.state === "completed"),
    { giveUp: () => stack.store.child.ended() ?? stack.relay.child.ended() },
  );
}

/** Checks that the vendor made one payout for each refund and Medusa has their sum. @returns the payouts' state */
async function checkPayouts(stack: Stack, order: AdminOrder): Promise<string> {
  const { payouts } = await createJsonApi(stack.emulator.url).get<{ payouts: { state: string }[] }>("/_emulator/state");
  if (payouts.length !== 2) throw new Error(`two refunds made ${payouts.length} payouts`);
  const unfinished = payouts.find(({ state }) => state !== "COMPLETED");
  if (unfinished) throw new Error(`a payout is ${unfinished.state}`);
  const after = await (await signIn(stack.store.url)).order(order.id);
  const refunded = after.payment_collections[0]?.refunded_amount;
  if (refunded !== refunds.sum) throw new Error(`Medusa has ${refunded} as refunded instead of ${refunds.sum}`);
  return "COMPLETED";
}
