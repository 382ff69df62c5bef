import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createJsonApi, type JsonApi } from "../../scripts/stack/http.ts";
import { query } from "../../scripts/stack/postgres.ts";
import { root } from "../../scripts/stack/root.ts";
import { createShopper } from "../../scripts/stack/shopper.ts";
import { type Stack, startStack } from "../../scripts/stack/stack.ts";
import { createSteps } from "../../scripts/stack/steps.ts";
import { waitFor } from "../../scripts/stack/wait-for.ts";
import { createRandom } from "./random.ts";

export interface StoreFaultsOptions {
  /** Purchases begun while the store is killed at random moments. @default 200 */
  purchases?: number;
  /** Database statements after a webhook before which the store is killed, one run of the store each. @default every 10th up to 200 */
  killAt?: number[];
  seed?: number;
}

export interface StoreFigures {
  /** Carts whose invoice was paid in full. */
  paid: number;
  orders: number;
  /** Paid carts without an order that is captured in full. */
  lost: number;
  duplicate_orders: number;
  /** Captures over another amount than the cart's, and orders of carts that weren't paid. */
  wrong_amounts: number;
  kills: number;
}

interface Purchase {
  cartId: string;
  sessionId: string;
  total: number;
  paid: "full" | "short" | "not";
}

/**
 * Shoppers buy while the store is killed, and webhooks come twice, late and out of order; some pay too little, some not at all, some
 * complete the cart themselves. In the end every cart that was paid in full must have one order, captured once for its amount.
 */
export async function storeFaults(options: StoreFaultsOptions = {}): Promise<StoreFigures> {
  const {
    purchases = 200,
    killAt = Array.from({ length: 20 }, (_, index) => (index + 1) * 10),
    seed = Date.now(),
  } = options;
  console.error(`store faults: ${purchases} purchases, seed ${seed}`);
  const random = createRandom(seed);
  const stack = await startStack({
    steps: createSteps(),
    timeScale: 0.002,
    logDir: join(root, ".test-results/store-faults"),
  });
  try {
    const emulator = createJsonApi(stack.emulator.url);
    await disturbWebhooks(emulator);
    const done: Purchase[] = [];
    let kills = 0;
    const shoppers = Promise.all(
      [0, 1, 2, 3].map(async () => {
        while (done.length < purchases) {
          const purchase = await buy(stack, emulator, random).catch(() => undefined);
          // A store that is down answers nobody: the shopper comes again.
          if (purchase) done.push(purchase);
          else await delay(100);
        }
      }),
    );
    const finished = shoppers.then(() => true);
    while (!(await Promise.race([finished, delay(4_000 + random() * 8_000, false)]))) {
      await stack.restartStore("SIGKILL");
      kills++;
    }
    await stack.restartStore("SIGKILL");
    await captured(stack, fullyPaid(done));
    for (const statement of killAt) {
      const trigger = join(stack.logDir, `kill-at-${statement}`);
      rmSync(trigger, { force: true });
      await stack.restartStore("SIGKILL", {
        KILL_AT_STATEMENT: `${statement}`,
        KILL_WHEN_FILE: trigger,
        NODE_OPTIONS: `--require ${import.meta.dirname}/kill-at-statement.cjs`,
      });
      const purchase = await buy(
        stack,
        emulator,
        () => 0,
        () => writeFileSync(trigger, ""),
      );
      done.push(purchase);
      // A settling that needs fewer statements ends alive.
      await Promise.race([stack.store.child.exited, captured(stack, [purchase])]);
      if (stack.store.child.ended() !== undefined) kills++;
    }
    await stack.restartStore("SIGKILL");
    await captured(stack, fullyPaid(done)).catch((error: Error) => console.error(error.message));
    await explainLosses(stack, fullyPaid(done));
    return { ...(await figures(stack, done)), kills };
  } finally {
    await stack.stop();
  }
}

/** Webhooks that come twice, late, out of order, and at first not at all, a share of each. */
async function disturbWebhooks(emulator: JsonApi): Promise<void> {
  const faults = [
    { kind: "webhook-duplicate", event: "INVOICE_PAID", times: 3, count: null },
    { kind: "webhook-reorder", event: "INVOICE_MEM_POOL_FOUND", count: null },
    { kind: "webhook-lose", event: "INVOICE_PAID", count: 40 },
  ];
  for (const fault of faults) await emulator.post("/_emulator/faults", fault);
}

const fullyPaid = (purchases: Purchase[]) => purchases.filter((each) => each.paid === "full");

async function buy(stack: Stack, emulator: JsonApi, random: () => number, beforePaying = () => {}): Promise<Purchase> {
  const shopper = createShopper(stack.store.url, stack.publishableKey);
  const { cartId, sessionId, total } = await shopper.checkout({ quantity: 1 + Math.floor(random() * 3) });
  const dice = random();
  const paid = dice < 0.8 ? "full" : dice < 0.9 ? "short" : "not";
  beforePaying();
  if (paid !== "not")
    await emulator.post(`/_emulator/invoices/${sessionId}/pay`, { amount: paid === "full" ? "exact" : "under" });
  // Every other shopper stays on the page, which completes the cart as well.
  if (random() < 0.5) await shopper.api.post(`/store/carts/${cartId}/complete`).catch(() => undefined);
  return { cartId, sessionId, total, paid };
}

interface CapturedCart {
  cart_id: string;
  order_id: string;
  captures: string[];
}

async function capturedCarts(stack: Stack): Promise<CapturedCart[]> {
  return query<CapturedCart & Record<string, unknown>>(
    stack.databaseUrl,
    `select oc.cart_id, oc.order_id, coalesce(array_agg(c.amount::text) filter (where c.id is not null), '{}') as captures
       from order_cart oc
       join order_payment_collection opc on opc.order_id = oc.order_id
       left join payment p on p.payment_collection_id = opc.payment_collection_id and p.deleted_at is null
       left join capture c on c.payment_id = p.id and c.deleted_at is null
      group by oc.cart_id, oc.order_id`,
  );
}

/** Waits until each of these carts has an order with a capture. */
async function captured(stack: Stack, purchases: Purchase[]): Promise<void> {
  await waitFor(
    async () => {
      const carts = new Set(
        (await capturedCarts(stack)).filter((each) => each.captures.length > 0).map((each) => each.cart_id),
      );
      return purchases.every((each) => carts.has(each.cartId));
    },
    { what: "every paid cart is captured", timeoutMs: 180_000, everyMs: 500 },
  );
}

/** Says of each paid cart without a captured order how far it got, by states alone. */
async function explainLosses(stack: Stack, paid: Purchase[]): Promise<void> {
  const carts = new Set(
    (await capturedCarts(stack)).filter((each) => each.captures.length > 0).map((each) => each.cart_id),
  );
  for (const { cartId, sessionId } of paid.filter((each) => !carts.has(each.cartId))) {
    const ledger = await query(
      stack.databaseUrl,
      "select session_id, state, outcome, attention, creation, captured_at, order_id, read_at from calypso_payment where cart_id = $1",
      [cartId],
    );
    const orders = await query(stack.databaseUrl, "select order_id from order_cart where cart_id = $1", [cartId]);
    const executions = await query(
      stack.databaseUrl,
      "select workflow_id, state from workflow_execution where context::text like '%' || $1 || '%'",
      [cartId],
    );
    console.error(JSON.stringify({ cartId, sessionId, ledger, orders, executions }));
  }
}

async function figures(stack: Stack, purchases: Purchase[]): Promise<Omit<StoreFigures, "kills">> {
  const rows = await capturedCarts(stack);
  const [orders] = await query<{ count: string }>(
    stack.databaseUrl,
    'select count(*) from "order" where deleted_at is null',
  );
  const paid = fullyPaid(purchases);
  const of = (purchase: Purchase) => rows.filter((row) => row.cart_id === purchase.cartId);
  const rightly = (purchase: Purchase) =>
    of(purchase).length === 1 &&
    of(purchase)[0]?.captures.length === 1 &&
    Number(of(purchase)[0]?.captures[0]) === purchase.total;
  return {
    paid: paid.length,
    orders: Number(orders?.count),
    lost: paid.filter((purchase) => of(purchase).every((row) => row.captures.length === 0)).length,
    duplicate_orders: purchases.filter((purchase) => of(purchase).length > 1).length,
    wrong_amounts:
      paid.filter((purchase) => of(purchase).some((row) => row.captures.length > 0) && !rightly(purchase)).length +
      purchases.filter((purchase) => purchase.paid !== "full" && of(purchase).some((row) => row.captures.length > 0))
        .length,
  };
}
