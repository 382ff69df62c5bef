import { createJsonApi } from "../stack/http.ts";
import { type AdminOrder, type Merchant, signIn } from "../stack/merchant.ts";
import { createShopper } from "../stack/shopper.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import type { Steps } from "../stack/steps.ts";
import { waitFor } from "../stack/wait-for.ts";

export interface OnceResult {
  order: string;
  /** What was captured, a decimal in the order's currency. */
  captured: string;
  refund: string;
  payout: string;
  ms: Record<string, number>;
}

/** Where the refund goes: an address that anybody can check (the TRON foundation's, from public explorers). */
const refundAddress = "TLa2f6VPqDgRE67v1736s7bJ8Ray5wYjU7";

/** A purchase whose shopper leaves after paying, then a refund of a part of it; throws unless both are exactly right. */
export async function runOnce(steps: Steps): Promise<OnceResult> {
  const stack = await startStack({ steps, timeScale: 0.002 });
  try {
    const { order, amount } = await steps.step("purchase", "bought, paid and captured by the webhook alone", () =>
      purchase(stack),
    );
    const { refund, payout } = await steps.step("refund", "half of it refunded, the payout has arrived", () =>
      refundHalf(stack, order, amount),
    );
    return { order: order.id, captured: amount, refund, payout, ms: { ...steps.ms, total: steps.total() } };
  } finally {
    await stack.stop();
  }
}

async function purchase(stack: Stack): Promise<{ order: AdminOrder; amount: string }> {
  const shopper = createShopper(stack.store.url, stack.publishableKey);
  const checkout = await shopper.checkout({ cryptoCurrency: "USDT_TRX" });
  // From here on the shopper's page is closed: nobody completes the cart but the webhook.
  await createJsonApi(stack.emulator.url).post(`/_emulator/invoices/${checkout.sessionId}/pay`, { amount: "exact" });
  const merchant = await signIn(stack.store.url);
  const order = await waitFor(
    async () => (await merchant.orders()).find((each) => each.payment_status === "captured"),
    {
      what: "the order is placed and captured",
      giveUp: () => stack.store.child.ended() ?? stack.relay.child.ended(),
    },
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

async function refundHalf(stack: Stack, order: AdminOrder, amount: string) {
  const merchant: Merchant = await signIn(stack.store.url);
  const [payment] = await merchant.payments(order.id);
  if (!payment) throw new Error("the order has no Calypso payment");
  const half = (Number(amount) / 2).toFixed(2);
  const requested = await merchant.refund(payment.id, {
    amount: half,
    destination: refundAddress,
    currency: "USDT_TRX",
    basis: "fiat",
  });
  const done = await waitFor(
    async () =>
      (await merchant.refunds(payment.id)).find((each) => each.id === requested.id && each.state === "completed"),
    { what: "the refund's payout has arrived", giveUp: () => stack.store.child.ended() ?? stack.relay.child.ended() },
  );
  const { payouts } = await createJsonApi(stack.emulator.url).get<{ payouts: { state: string }[] }>("/_emulator/state");
  if (payouts.length !== 1) throw new Error(`one refund made ${payouts.length} payouts`);
  const after = await merchant.order(order.id);
  const refunded = after.payment_collections[0]?.refunded_amount;
  if (Number(refunded) !== Number(half)) throw new Error(`Medusa has ${refunded} as refunded instead of ${half}`);
  return { refund: done.id, payout: payouts[0]?.state ?? "none" };
}
