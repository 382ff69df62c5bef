import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createJsonApi } from "@calypso-commerce/testkit/json-api";
import { query } from "@calypso-commerce/testkit/postgres";
import { claimRedisDatabase, type RedisDatabase } from "@calypso-commerce/testkit/redis-database";
import { root, testResults } from "@calypso-commerce/testkit/root";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { type Merchant, signIn } from "@calypso-commerce/tools/stack/merchant";
import type { StackOptions } from "@calypso-commerce/tools/stack/stack";
import { createSteps } from "@calypso-commerce/tools/stack/steps";
import type * as SettleSteps from "../../../packages/medusa-payment/src/settle/settle-steps.ts";
import { createKillSwitch, type KillSwitch } from "../support/kill-switch.ts";
import { createRandom } from "../support/random.ts";
import {
  countCaptured,
  countOrphans,
  logLosses,
  type PurchaseFigures,
  purchaseFigures,
  waitUntilCaptured,
} from "./purchase-figures.ts";
import { buy, buyMany, type Purchase, paidPurchases, type Shop } from "./purchases.ts";
import { type StoreInstances, startStoreInstances } from "./store-instances.ts";

// The plugin as built, which the store runs, is CommonJS.
const built = createRequire(join(root, "packages/medusa-payment/.medusa/server/src/"));
const { settleSteps }: typeof SettleSteps = built("./settle/settle-steps.js");

export interface StoreFaultsOptions {
  /** Purchases made while the store is killed at random moments. @default 200 */
  purchases?: number;
  /** Steps of the settle workflow to kill the store at, one purchase each. @default all */
  killAtSteps?: readonly string[];
  /** Numbers of database statements to kill the store after, one purchase each. @default every 10th up to 200, on Redis every 40th */
  killAtStatements?: readonly number[];
  /** Purchases whose webhooks are all lost. @default 40 */
  unheard?: number;
  seed?: number;
  stack?: Partial<StackOptions>;
}

export interface StoreFigures extends PurchaseFigures {
  /** SIGKILLs at random moments and between statements. */
  kills: number;
  killed_at_steps: string[];
  /** Number of steps that the store should have been killed at and was not. */
  steps_missed: number;
  /** Paid carts that reconciliation captured without a webhook, while the store was killed. */
  reconciled_alone: number;
  reconcile_lost: number;
  /** Webhooks that arrived although all were to be lost. */
  reconcile_heard: number;
  /** Orders without a cart that a killed completion left and nothing cancelled. */
  orphan_orders: number;
}

/**
 * Kills the store while shoppers buy and webhooks are duplicated, delayed, reordered or lost. Shoppers pay in full, too
 * little, too much or not at all, and some complete the cart themselves. In the end each paid cart must have one order,
 * captured once for its amount.
 */
export function storeFaults(options: StoreFaultsOptions = {}): Promise<StoreFigures> {
  return run("store", options);
}

/** The same with two instances and a worker that share Redis, behind a load balancer. */
export async function storeFaultsOnRedis(
  options: StoreFaultsOptions = {},
): Promise<StoreFigures | { skipped: string }> {
  const redis = await claimRedisDatabase();
  if (!redis) return { skipped: "no Redis answers at REDIS_URL or 127.0.0.1:6379" };
  try {
    // Fewer, since three processes restart for each.
    return await run("store_on_redis", { killAtStatements: [30, 70, 110, 150], ...options }, redis);
  } finally {
    await redis.release();
  }
}

interface Run {
  instances: StoreInstances;
  shop: Shop;
  killSwitch: KillSwitch;
  random: () => number;
  purchases: Purchase[];
}

async function run(name: string, options: StoreFaultsOptions, redis?: RedisDatabase): Promise<StoreFigures> {
  const {
    purchases: count = 200,
    killAtSteps = settleSteps,
    killAtStatements = Array.from({ length: 20 }, (_, index) => (index + 1) * 10),
    unheard = 40,
    seed = Date.now(),
  } = options;
  console.error(`${name}: ${count} purchases, seed ${seed}`);
  const instances = await startStoreInstances({
    redis,
    stack: { steps: createSteps(), timeScale: 0.002, logDir: testResults(name), ...options.stack },
  });
  const { stack } = instances;
  const emulator = createJsonApi(stack.emulator.url);
  const self: Run = {
    instances,
    shop: { url: instances.url, publishableKey: stack.publishableKey, emulator },
    killSwitch: createKillSwitch(stack.logDir, "/hooks/calypso"),
    random: createRandom(seed),
    purchases: [],
  };
  try {
    for (const fault of webhookFaults) await emulator.post("/_emulator/faults", fault);
    let kills = await killAtRandom(self, count);
    await allCaptured(self);
    const killed_at_steps: string[] = [];
    for (const [index, step] of killAtSteps.entries()) {
      // An intervention needs an invoice over which too much was paid.
      const killed = await killOnce(self, step, step.startsWith("accept") ? "over" : "full");
      if (killed) killed_at_steps.push(step);
      console.error(`  step ${index + 1} of ${killAtSteps.length}, ${step}: ${killed ? "killed" : "NOT killed"}`);
    }
    for (const statement of killAtStatements) if (await killOnce(self, `${statement}`, "full")) kills++;
    await instances.restartAll();
    await allCaptured(self);

    const reconciled = await reconcileAlone(self, unheard);
    return {
      ...(await purchaseFigures(stack.databaseUrl, [...self.purchases, ...reconciled.purchases])),
      kills,
      killed_at_steps,
      steps_missed: killAtSteps.length - killed_at_steps.length,
      ...reconciled.figures,
      orphan_orders: await cancelOrphans(instances),
    };
  } finally {
    await instances.stop();
  }
}

/** Shares of the webhooks are duplicated, reordered and, at first, lost. */
const webhookFaults = [
  { kind: "webhook-duplicate", event: "INVOICE_PAID", times: 3, count: null },
  { kind: "webhook-reorder", event: "INVOICE_MEM_POOL_FOUND", count: null },
  { kind: "webhook-lose", event: "INVOICE_PAID", count: 40 },
];

/** Kills the store every few purchases while shoppers buy. @returns the number of kills */
async function killAtRandom({ instances, shop, random, purchases }: Run, count: number): Promise<number> {
  const finished = buyMany(shop, { count, random, done: purchases }).then(() => true);
  let kills = 0;
  for (let next = 5; ; next = purchases.length + 3 + Math.floor(random() * 12)) {
    // Counted in purchases, not time: on a slow machine a store killed every few seconds would sell nothing.
    const sold = waitUntil("shoppers buy", () => purchases.length >= Math.min(next, count), { timeoutMs: 600_000 });
    if (await Promise.race([finished, sold.then(() => delay(random() * 500, false))])) return kills;
    await instances.killOne(random);
    kills++;
    console.error(`  ${purchases.length} of ${count} bought, store killed ${kills} times`);
  }
}

async function allCaptured({ instances, purchases }: Run): Promise<void> {
  const { databaseUrl } = instances.stack;
  await waitUntilCaptured(databaseUrl, paidPurchases(purchases)).catch(async (error: Error) => {
    await logLosses(databaseUrl, purchases);
    throw error;
  });
}

/** Makes a purchase that kills the store at a place. @returns whether it did before the purchase was captured */
async function killOnce(
  { instances, shop, killSwitch, purchases }: Run,
  place: string,
  paid: Purchase["paid"],
): Promise<boolean> {
  killSwitch.disarm();
  await instances.restartAll(killSwitch.env);
  const purchase = await buy(shop, { paid, beforePaying: () => killSwitch.arm(place) });
  purchases.push(purchase);
  const dead = instances.anyEnded().then(() => true);
  // The last steps come after the capture.
  const alive = waitUntilCaptured(instances.stack.databaseUrl, [purchase]).then(() =>
    delay(15_000, false, { ref: false }),
  );
  const killed = await Promise.race([dead, alive]);
  killSwitch.disarm();
  return killed;
}

/** Purchases whose webhooks are lost: reconciliation must settle them, though it is killed twice. */
async function reconcileAlone({ instances, shop }: Run, count: number) {
  const { databaseUrl } = instances.stack;
  const { emulator } = shop;
  await instances.restartAll();
  await emulator.post("/_emulator/faults/clear");
  await emulator.post("/_emulator/faults", { kind: "webhook-lose", count: null });
  const purchases: Purchase[] = [];
  while (purchases.length < count)
    purchases.push(await buy(shop, { paid: purchases.length % 4 === 0 ? "over" : "full" }));
  await waitUntil("the vendor has credited all invoices", async () => {
    const { invoices } = await emulator.get<{ invoices: { externalId: string; state: string }[] }>("/_emulator/state");
    const credited = invoices.filter(({ state }) => /^(PAID|COMPLETED|PENDING_INTERVENTION)$/.test(state));
    return purchases.every(({ sessionId }) => credited.some(({ externalId }) => externalId === sessionId));
  });
  const merchant = await signIn(instances.url);
  for (let kill = 0; kill < 2; kill++) {
    const before = await countCaptured(databaseUrl, purchases);
    const progressed = async () => (await countCaptured(databaseUrl, purchases)) > before;
    // The claim of a killed run ends after a minute. Until then the next run ends at once.
    await waitUntil(
      "reconciliation captures more",
      () =>
        Promise.race([
          waitUntil("one more is captured", progressed, { everyMs: 20 }),
          reconcile(merchant)
            .catch(() => undefined)
            .then(progressed),
        ]),
      { timeoutMs: 180_000, everyMs: 1_000 },
    );
    await instances.restartAll();
  }
  const reconciling = { timeoutMs: 300_000, meanwhile: () => reconcile(merchant) };
  await waitUntilCaptured(databaseUrl, purchases, reconciling).catch((error: Error) => console.error(error.message));
  await logLosses(databaseUrl, purchases);
  const [heard] = await query<{ count: string }>(
    databaseUrl,
    `select count(*) from calypso_delivery d join calypso_payment p on p.id = d.subject_id
      where p.session_id = any(string_to_array($1, ','))`,
    [purchases.map(({ sessionId }) => sessionId).join(",")],
  );
  const captured = await countCaptured(databaseUrl, purchases);
  return {
    purchases,
    figures: { reconciled_alone: captured, reconcile_lost: count - captured, reconcile_heard: Number(heard?.count) },
  };
}

const reconcile = (merchant: Merchant) => merchant.api.post<unknown>("/admin/calypso/reconcile");

/** A completion counts as killed after three minutes; the next reconciliation cancels its order. @returns the number left */
async function cancelOrphans(instances: StoreInstances): Promise<number> {
  const merchant = await signIn(instances.url);
  const { databaseUrl } = instances.stack;
  const none = async () => {
    if ((await countOrphans(databaseUrl)) === 0) return true;
    await reconcile(merchant);
    return false;
  };
  await waitUntil("no order is without a cart", none, { timeoutMs: 300_000, everyMs: 5_000 }).catch((error: Error) =>
    console.error(error.message),
  );
  return countOrphans(databaseUrl);
}
