import { setTimeout as delay } from "node:timers/promises";
import type { JsonApi } from "@calypso-commerce/testkit/json-api";
import { createShopper } from "@calypso-commerce/tools/stack/shopper";
import { pick } from "../support/random.ts";

export interface Purchase {
  cartId: string;
  sessionId: string;
  total: number;
  /** `over` pays for the cart like `full`: by the default policy the surplus is owed to the shopper. */
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
  /** What the shopper does after paying. @default "leaves" */
  then?: "leaves" | "polls once" | "completes the cart";
  beforePaying?: () => void;
}

/** Checks out a cart and pays. @throws the store's error if the checkout fails */
export async function buy(shop: Shop, options: BuyOptions = {}): Promise<Purchase> {
  const { quantity = 1, paid = "full", then = "leaves", beforePaying } = options;
  const shopper = createShopper(shop.url, shop.publishableKey);
  const { cartId, sessionId, total } = await shopper.checkout({ quantity });
  beforePaying?.();
  const amount = { full: "exact", over: "over", short: "under", not: undefined }[paid];
  if (amount) await shop.emulator.post(`/_emulator/invoices/${sessionId}/pay`, { amount });
  // A store that is down must settle the payment without the shopper.
  if (then === "completes the cart") await shopper.api.post(`/store/carts/${cartId}/complete`).catch(() => undefined);
  if (then === "polls once") await shopper.status(sessionId).catch(() => undefined);
  return { cartId, sessionId, total, paid };
}

/** Four shoppers buy at the same time until there are `count` purchases. Most pay in full, half leave after paying. */
export async function buyMany(
  shop: Shop,
  { count, random, done }: { count: number; random: () => number; done: Purchase[] },
): Promise<void> {
  const shopper = async () => {
    while (done.length < count) {
      const dice = random();
      const paid = dice < 0.75 ? "full" : dice < 0.85 ? "over" : dice < 0.95 ? "short" : "not";
      const then = pick(random, ["leaves", "leaves", "polls once", "completes the cart"] as const);
      const purchase = await buy(shop, { quantity: 1 + Math.floor(random() * 3), paid, then }).catch(() => undefined);
      if (purchase) done.push(purchase);
      // The store is down.
      else await delay(200);
    }
  };
  await Promise.all(Array.from({ length: 4 }, shopper));
}

/** The purchases that must end in a captured order. */
export const paidPurchases = (purchases: Purchase[]): Purchase[] =>
  purchases.filter(({ paid }) => paid === "full" || paid === "over");
