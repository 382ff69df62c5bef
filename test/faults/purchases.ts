import { setTimeout as delay } from "node:timers/promises";
import type { JsonApi } from "@calypso-commerce/testkit/json-api";
import { createShopper } from "@calypso-commerce/tools/stack/shopper";

export interface Purchase {
  cartId: string;
  sessionId: string;
  total: number;
  /** `over` pays for the cart as `full` does: by the default policy what is too much is owed to the shopper. */
  paid: "full" | "over" | "short" | "not";
}

export interface Shop {
  url: string;
  publishableKey: string;
  /** The vendor's control API. */
  emulator: JsonApi;
}

export interface BuyOptions {
  quantity?: number;
  paid?: Purchase["paid"];
  /** What the shopper does after paying: nothing, look at the payment's page once, or complete the cart. @default "leaves" */
  then?: "leaves" | "looks" | "completes";
  beforePaying?: () => void;
}

/** A cart, a payment session and the money. @throws what the store answered, before anything is paid */
export async function buy(shop: Shop, options: BuyOptions = {}): Promise<Purchase> {
  const { quantity = 1, paid = "full", then = "leaves", beforePaying } = options;
  const shopper = createShopper(shop.url, shop.publishableKey);
  const { cartId, sessionId, total } = await shopper.checkout({ quantity });
  beforePaying?.();
  const amount = { full: "exact", over: "over", short: "under", not: undefined }[paid];
  if (amount) await shop.emulator.post(`/_emulator/invoices/${sessionId}/pay`, { amount });
  // A store that is down answers nobody; what the shopper wanted is done without them.
  if (then === "completes") await shopper.api.post(`/store/carts/${cartId}/complete`).catch(() => undefined);
  if (then === "looks") await shopper.status(sessionId).catch(() => undefined);
  return { cartId, sessionId, total, paid };
}

const pick = <T>(random: () => number, ...of: T[]): T => of[Math.floor(random() * of.length)] as T;

/** Shoppers who buy side by side until so many have; most pay right, and every other one leaves without waiting. */
export async function buyMany(
  shop: Shop,
  { count, random, done }: { count: number; random: () => number; done: Purchase[] },
): Promise<void> {
  const shopper = async () => {
    while (done.length < count) {
      const dice = random();
      const paid = dice < 0.75 ? "full" : dice < 0.85 ? "over" : dice < 0.95 ? "short" : "not";
      const then = pick(random, "leaves", "leaves", "looks", "completes");
      const purchase = await buy(shop, { quantity: 1 + Math.floor(random() * 3), paid, then }).catch(() => undefined);
      // A store that is down answers nobody: the shopper comes again.
      if (purchase) done.push(purchase);
      else await delay(200);
    }
  };
  await Promise.all(Array.from({ length: 4 }, shopper));
}

export const paidFor = (purchases: Purchase[]): Purchase[] =>
  purchases.filter(({ paid }) => paid === "full" || paid === "over");
