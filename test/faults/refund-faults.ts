import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createJsonApi } from "@calypso-commerce/testkit/json-api";
import { root } from "@calypso-commerce/testkit/root";
import { signIn } from "@calypso-commerce/tools/stack/merchant";
import { startStack } from "@calypso-commerce/tools/stack/stack";
import { createSteps } from "@calypso-commerce/tools/stack/steps";
import { createRandom } from "./random.ts";
import { type RefundFigures, refundFigures } from "./refund-figures.ts";
import { twoInstances } from "./refund-instances.ts";
import { killAtEachStep } from "./refund-kills.ts";
import { ask, back, buyAll, click, type RefundRun, settleAll, triggerOf } from "./refund-run.ts";
import { failEachCall } from "./refund-vendor-faults.ts";

export interface RefundFaultFigures extends RefundFigures {
  kills: number;
  /** Ways in which a call of the vendor's failed, and how many of them the store met. */
  vendor_faults: number;
  vendor_faults_met: number;
  /** What two instances of the store shared beside the database. */
  instances_shared: string;
}

export interface RefundFaultsOptions {
  /** Paid orders of 35 EUR, which everything is refunded from. @default 10 */
  orders?: number;
  /** SIGKILLs between database statements, beside those at the named steps. @default 12 */
  statements?: number;
  seed?: number;
}

/**
 * Refunds are asked for, clicked at twice, sent together and taken back, while the store is killed at each step, each call of the vendor's
 * fails in each way, webhooks get lost or come twice, and two instances work at once. Never may a refund have two live payouts, a payout
 * be unknown to the ledger or to Medusa's books, or more be refunded than was captured.
 */
export async function refundFaults(options: RefundFaultsOptions = {}): Promise<RefundFaultFigures> {
  const { orders = 10, statements = 12, seed = Date.now() } = options;
  console.error(`refund faults: ${orders} orders, seed ${seed}`);
  const steps = createSteps();
  const stack = await startStack({ steps, timeScale: 0.002, logDir: join(root, ".test-results/refund-faults") });
  const emulator = createJsonApi(stack.emulator.url);
  const run: RefundRun = {
    stack,
    emulator,
    random: createRandom(seed),
    payments: [],
    kills: 0,
    env: {
      KILL_WHEN_FILE: triggerOf(stack),
      NODE_OPTIONS: `--require ${import.meta.dirname}/kill-at-step.cjs`,
    },
  };
  try {
    run.payments = await steps.step("buy", "orders paid", () => buyAll(stack, orders));
    // Its own limit would stop the run before the guards that are tried here.
    await emulator.post("/_emulator/settings", { withdrawalLimitUsdt: null });
    await stack.restartStore("SIGKILL", run.env);
    await steps.step("kills", "killed at each step", () => killAtEachStep(run, statements));
    const { faults, met } = await steps.step("calls", "each call failed in each way", () => failEachCall(run));
    await disturbWebhooks(run);
    await steps.step("admins", "more asked for than there is, while killed", () => askForMoreThanThereIs(run));
    const instances_shared = await steps.step("instances", "two instances", () => twoInstances(run, 12));
    await stack.restartStore("SIGKILL", run.env);
    await steps.step("settle", "all refunds followed to their end", () => settleAll(run));
    const figures = await refundFigures(stack);
    return { ...figures, kills: run.kills, vendor_faults: faults, vendor_faults_met: met, instances_shared };
  } finally {
    await stack.stop();
  }
}

async function disturbWebhooks({ emulator }: RefundRun): Promise<void> {
  const faults = [
    { kind: "webhook-duplicate", event: "PAYOUT_CHANGE_STATUS", times: 3, count: 20 },
    { kind: "webhook-lose", event: "PAYOUT_CHANGE_STATUS", count: 20 },
    { kind: "webhook-reorder", event: "PAYOUT_CONFIRMED", count: 20 },
  ];
  for (const fault of faults) await emulator.post("/_emulator/faults", fault);
}

/** Two admins at each payment ask at once for parts that are together more than there is, while the store is killed at any moment. */
async function askForMoreThanThereIs(run: RefundRun): Promise<void> {
  const { stack, random } = run;
  const all = [...run.payments];
  const finished = (async () => {
    for (const payment of all) {
      const one = { ...run, payments: [payment] };
      const parts = Array.from({ length: 4 }, () => (5 + random() * 15).toFixed(2));
      await Promise.all(
        parts.map(async (amount) => {
          const basis = random() < 0.5 ? "fiat" : "crypto";
          const refund = await ask(one, amount, { basis });
          if (refund && random() < 0.3) await takeBack(run, refund.id);
        }),
      );
    }
    return true;
  })();
  while (!(await Promise.race([finished, delay(1_000 + random() * 3_000, false)]))) {
    await stack.restartStore("SIGKILL", run.env);
    run.kills++;
  }
}

async function takeBack(run: RefundRun, id: string): Promise<void> {
  const merchant = await signIn(run.stack.store.url).catch(() => undefined);
  if (merchant) await click(merchant, id, "cancel", back);
}
