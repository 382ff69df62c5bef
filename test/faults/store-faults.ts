import { rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createJsonApi } from "@calypso-commerce/testkit/json-api";
import { query } from "@calypso-commerce/testkit/postgres";
import { claimRedisDatabase, type RedisDatabase } from "@calypso-commerce/testkit/redis-database";
import { root } from "@calypso-commerce/testkit/root";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { type Merchant, signIn } from "@calypso-commerce/tools/stack/merchant";
import type { StackOptions } from "@calypso-commerce/tools/stack/stack";
import { createSteps } from "@calypso-commerce/tools/stack/steps";
import type * as SettleSteps from "../../packages/medusa-payment/src/settle/settle-steps.ts";
import { buy, buyMany, type Purchase, paidFor, type Shop } from "./purchases.ts";
import { createRandom } from "./random.ts";
import {
  captured,
  countCaptured,
  countOrphans,
  explainLosses,
  type PurchaseFigures,
  purchaseFigures,
} from "./store-figures.ts";
import { type Instances, startInstances } from "./store-instances.ts";

// The plugin is CommonJS, built: the same that the store runs.
const built = createRequire(join(root, "packages/medusa-payment/.medusa/server/src/"));
const { settleSteps }: typeof SettleSteps = built("./settle/settle-steps.js");

export interface StoreFaultsOptions {
  /** Purchases begun while the store is killed at random moments. @default 200 */
  purchases?: number;
  /** Steps of the settle workflow at which the store is killed, one run of the store each. @default all */
  killAtSteps?: readonly string[];
  /** Database statements after a webhook before which the store is killed, one run of the store each. @default every 10th up to 200, on Redis every 40th */
  killAtStatements?: readonly number[];
  /** Purchases of which no webhook ever comes. @default 40 */
  unheard?: number;
  seed?: number;
  stack?: Partial<StackOptions>;
}

export interface StoreFigures extends PurchaseFigures {
  /** SIGKILLs at random moments, and before the n-th statement after a webhook. */
  kills: number;
  /** Steps of the settle workflow between each and the next of which the store was killed. */
  killed_at_steps: string[];
  /** Those at which it should have been and wasn't. */
  steps_missed: number;
  /** Paid carts that reconciliation alone captured, with every webhook dropped and the store killed while it ran. */
  reconciled_alone: number;
  reconcile_lost: number;
  /** Webhooks that came although all were dropped. */
  reconcile_heard: number;
  /** Orders without a cart that a killed completion left and nobody cancelled. */
  orphan_orders: number;
}

/**
 * Shoppers buy while the store is killed, and webhooks come twice, late, out of order or never; some pay too little or too much, some
 * not at all, some complete the cart themselves. In the end every cart that was paid must have one order, captured once for its amount.
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
    // Three processes start anew for each.
    return await run("store_on_redis", { killAtStatements: [30, 70, 110, 150], ...options }, redis);
  } finally {
    await redis.release();
  }
}

async function run(name: string, options: StoreFaultsOptions, redis?: RedisDatabase): Promise<StoreFigures> {
  const {
    purchases = 200,
    killAtSteps = settleSteps,
    killAtStatements = Array.from({ length: 20 }, (_, index) => (index + 1) * 10),
    unheard = 40,
    seed = Date.now(),
  } = options;
  console.error(`${name}: ${purchases} purchases, seed ${seed}`);
  const random = createRandom(seed);
  const instances = await startInstances({
    redis,
    stack: {
      steps: createSteps(),
      timeScale: 0.002,
      logDir: join(root, `.test-results/${name}`),
      ...options.stack,
    },
  });
  const { stack } = instances;
  const emulator = createJsonApi(stack.emulator.url);
  const shop: Shop = { url: instances.url, publishableKey: stack.publishableKey, emulator };
  try {
    for (const fault of disturbances) await emulator.post("/_emulator/faults", fault);
    const done: Purchase[] = [];
    let kills = 0;
    const shoppers = buyMany(shop, { count: purchases, random, done });
    const finished = shoppers.then(() => true);
    for (let next = 5; ; next = done.length + 3 + Math.floor(random() * 12)) {
      // By purchases, not by time: on a slow machine a store that is killed every few seconds would sell nothing at all.
      const isOver = await Promise.race([
        finished,
        waitUntil("sales", () => done.length >= Math.min(next, purchases), { timeoutMs: 600_000 }).then(() =>
          delay(random() * 500, false),
        ),
      ]);
      if (isOver) break;
      await instances.kill(random);
      kills++;
      console.error(`  ${done.length} of ${purchases} bought, store killed ${kills} times`);
    }
    const untilCaptured = () =>
      captured(stack.databaseUrl, paidFor(done)).catch(async (error: Error) => {
        await explainLosses(stack.databaseUrl, done);
        throw error;
      });
    await untilCaptured();

    const killed_at_steps: string[] = [];
    for (const [index, step] of killAtSteps.entries()) {
      // Intervened in are invoices over which too much was paid.
      const paid = step.startsWith("accept") ? "over" : "full";
      if (await killedOnce(instances, shop, done, paid, { preload: "kill-at-settle-step.cjs", KILL_AT_STEP: step })) {
        killed_at_steps.push(step);
      }
      const how = killed_at_steps.includes(step) ? "killed" : "NOT killed";
      console.error(`  step ${index + 1} of ${killAtSteps.length}, ${step}: ${how}`);
    }
    for (const statement of killAtStatements) {
      const env = { preload: "kill-at-statement.cjs", KILL_AT_STATEMENT: `${statement}` };
      if (await killedOnce(instances, shop, done, "full", env)) kills++;
    }
    await instances.restartAll();
    await untilCaptured();

    const alone = await reconcileAlone(instances, shop, unheard);
    const figures = await purchaseFigures(stack.databaseUrl, [...done, ...alone.purchases]);
    const orphan_orders = await orphansHealed(instances);
    return {
      ...figures,
      kills,
      killed_at_steps,
      steps_missed: killAtSteps.length - killed_at_steps.length,
      ...alone.figures,
      orphan_orders,
    };
  } finally {
    await instances.stop();
  }
}

/** Webhooks that come twice, late, out of order, and at first not at all, a share of each. */
const disturbances = [
  { kind: "webhook-duplicate", event: "INVOICE_PAID", times: 3, count: null },
  { kind: "webhook-reorder", event: "INVOICE_MEM_POOL_FOUND", count: null },
  { kind: "webhook-lose", event: "INVOICE_PAID", count: 40 },
];

/** One purchase whose settling ends the store where `env` says. @returns whether it did, or the purchase was captured by a store alive */
async function killedOnce(
  instances: Instances,
  shop: Shop,
  done: Purchase[],
  paid: Purchase["paid"],
  { preload, ...env }: Record<string, string> & { preload: string },
): Promise<boolean> {
  const { stack } = instances;
  const trigger = join(stack.logDir, "kill-now");
  rmSync(trigger, { force: true });
  await instances.restartAll({
    ...env,
    KILL_WHEN_FILE: trigger,
    NODE_OPTIONS: `--require ${join(import.meta.dirname, preload)}`,
  });
  const purchase = await buy(shop, { paid, beforePaying: () => writeFileSync(trigger, "") });
  done.push(purchase);
  const dead = instances.anyEnded().then(() => true);
  // The last steps come after the capture: a store that is alive well after it will not die of this purchase any more.
  const alive = captured(stack.databaseUrl, [purchase]).then(() => delay(15_000, false, { ref: false }));
  const died = await Promise.race([dead, alive]);
  // Only one is to die there: the others take up what it left.
  rmSync(trigger, { force: true });
  return died;
}

/** Purchases of which the store hears nothing, and that reconciliation settles, though it is killed twice while it does. */
async function reconcileAlone(instances: Instances, shop: Shop, count: number) {
  const { stack } = instances;
  const { emulator } = shop;
  await instances.restartAll();
  await emulator.post("/_emulator/faults/clear");
  await emulator.post("/_emulator/faults", { kind: "webhook-lose", count: null });
  const purchases: Purchase[] = [];
  while (purchases.length < count)
    purchases.push(await buy(shop, { paid: purchases.length % 4 === 0 ? "over" : "full" }));
  const merchant = await signIn(instances.url);
  const isThere = async () => {
    const { invoices } = await emulator.get<{ invoices: { externalId: string; state: string }[] }>("/_emulator/state");
    const settled = new Set(
      invoices
        .filter(({ state }) => /^(PAID|COMPLETED|PENDING_INTERVENTION)$/.test(state))
        .map(({ externalId }) => externalId),
    );
    return purchases.every(({ sessionId }) => settled.has(sessionId));
  };
  await waitUntil("the vendor has the money", isThere);
  for (let kill = 0; kill < 2; kill++) {
    const before = await countCaptured(stack.databaseUrl, purchases);
    const further = async () => (await countCaptured(stack.databaseUrl, purchases)) > before;
    // A claim of the run that was killed ends after a minute; until then the next one is told so at once.
    await waitUntil(
      "reconciliation gets on",
      async () => {
        const run = reconcileNow(merchant).catch(() => undefined);
        return Promise.race([waitUntil("one more is captured", further, { everyMs: 20 }), run.then(further)]);
      },
      { timeoutMs: 180_000, everyMs: 1_000 },
    );
    await instances.restartAll();
  }
  const reconciling = { timeoutMs: 300_000, meanwhile: () => reconcileNow(merchant).then(() => undefined) };
  await captured(stack.databaseUrl, purchases, reconciling).catch((error: Error) => console.error(error.message));
  await explainLosses(stack.databaseUrl, purchases);
  const [heard] = await query<{ count: string }>(
    stack.databaseUrl,
    `select count(*) from calypso_delivery d join calypso_payment p on p.id = d.subject_id
      where p.session_id = any(string_to_array($1, ','))`,
    [purchases.map(({ sessionId }) => sessionId).join(",")],
  );
  const alone = await countCaptured(stack.databaseUrl, purchases);
  return {
    purchases,
    figures: { reconciled_alone: alone, reconcile_lost: count - alone, reconcile_heard: Number(heard?.count) },
  };
}

const reconcileNow = (merchant: Merchant) => merchant.api.post<unknown>("/admin/calypso/reconcile");

/** Completions are taken for dead after three minutes; the next run of the job cancels what they left. */
async function orphansHealed(instances: Instances): Promise<number> {
  const merchant = await signIn(instances.url);
  const { databaseUrl } = instances.stack;
  const none = async () => {
    if ((await countOrphans(databaseUrl)) === 0) return true;
    await reconcileNow(merchant);
    return false;
  };
  await waitUntil("no order is left without a cart", none, { timeoutMs: 300_000, everyMs: 5_000 }).catch(
    (error: Error) => console.error(error.message),
  );
  return countOrphans(databaseUrl);
}
