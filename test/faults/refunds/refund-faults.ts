import { setTimeout as delay } from "node:timers/promises";
import { createJsonApi } from "@calypso-commerce/testkit/json-api";
import { testResults } from "@calypso-commerce/testkit/root";
import { signIn } from "@calypso-commerce/tools/stack/merchant";
import { startStack } from "@calypso-commerce/tools/stack/stack";
import { createSteps } from "@calypso-commerce/tools/stack/steps";
import { createKillSwitch } from "../support/kill-switch.ts";
import { createRandom } from "../support/random.ts";
import { failEachCall } from "./fail-each-call.ts";
import { killAtEachStep } from "./kill-at-each-step.ts";
import { type RefundFigures, refundFigures } from "./refund-figures.ts";
import { act, cancelReason, finishAll, makePurchases, type RefundRun, requestRefund } from "./refund-run.ts";
import { useTwoInstances } from "./use-two-instances.ts";

export interface RefundFaultFigures extends RefundFigures {
  kills: number;
  /** Number of faults set for the vendor's operations, and of those that a call of the store met. */
  vendor_faults: number;
  vendor_faults_met: number;
  /** What two instances of the store shared apart from the database. */
  instances_shared: string;
}

export interface RefundFaultsOptions {
  /** Paid orders of 35 EUR to refund from. @default 10 */
  orders?: number;
  /** SIGKILLs between database statements, besides those at named steps. @default 12 */
  statements?: number;
  seed?: number;
}

/**
 * Requests, retries, combines and cancels refunds while the store is killed at each step, each of the vendor's operations
 * fails in each way, webhooks are lost or duplicated, and two instances work at the same time. No refund may have two
 * live payouts, no payout may be unknown to the ledger or to Medusa, and no more may be refunded than was captured.
 */
export async function refundFaults(options: RefundFaultsOptions = {}): Promise<RefundFaultFigures> {
  const { orders = 10, statements = 12, seed = Date.now() } = options;
  console.error(`refund faults: ${orders} orders, seed ${seed}`);
  const steps = createSteps();
  const stack = await startStack({ steps, timeScale: 0.002, logDir: testResults("refund-faults") });
  const emulator = createJsonApi(stack.emulator.url);
  const killSwitch = createKillSwitch(stack.logDir, "refund");
  const run: RefundRun = {
    stack,
    emulator,
    random: createRandom(seed),
    payments: [],
    kills: 0,
    killSwitch,
    // Hanging calls are given up sooner than in production.
    env: { ...killSwitch.env, MAX_CALL_MS: "1000" },
  };
  try {
    run.payments = await steps.step("buy", "orders paid", () => makePurchases(stack, orders));
    // The vendor's own limit would stop the run early.
    await emulator.post("/_emulator/settings", { withdrawalLimitUsdt: null });
    await stack.restartStore("SIGKILL", run.env);
    await steps.step("kills", "killed at each step", () => killAtEachStep(run, statements));
    const { faults, met } = await steps.step("calls", "each operation failed in each way", () => failEachCall(run));
    await disturbWebhooks(run);
    await steps.step("admins", "more requested than was paid, while killed", () => requestTooMuch(run));
    const instances_shared = await steps.step("instances", "two instances", () => useTwoInstances(run, 12));
    await stack.restartStore("SIGKILL", run.env);
    await steps.step("settle", "all refunds finished", () => finishAll(run));
    const figures = await refundFigures(stack);
    return { ...figures, kills: run.kills, vendor_faults: faults, vendor_faults_met: met, instances_shared };
  } finally {
    await stack.stop();
    await run.redis?.release();
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

/** Requests parts of each payment at the same time that add up to more than was paid, and kills the store meanwhile. */
async function requestTooMuch(run: RefundRun): Promise<void> {
  const { stack, random } = run;
  const all = [...run.payments];
  const finished = (async () => {
    for (const payment of all) {
      const one = { ...run, payments: [payment] };
      const parts = Array.from({ length: 4 }, () => (5 + random() * 15).toFixed(2));
      await Promise.all(
        parts.map(async (amount) => {
          const basis = random() < 0.5 ? "fiat" : "crypto";
          const refund = await requestRefund(one, amount, { basis });
          if (refund && random() < 0.3) await cancelRefund(run, refund.id);
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

async function cancelRefund(run: RefundRun, id: string): Promise<void> {
  const merchant = await signIn(run.stack.store.url).catch(() => undefined);
  if (merchant) await act(merchant, id, "cancel", cancelReason);
}
