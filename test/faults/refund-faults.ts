import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createJsonApi } from "../../scripts/stack/http.ts";
import { signIn } from "../../scripts/stack/merchant.ts";
import { query } from "../../scripts/stack/postgres.ts";
import { root } from "../../scripts/stack/root.ts";
import { createShopper } from "../../scripts/stack/shopper.ts";
import { type Stack, startStack } from "../../scripts/stack/stack.ts";
import { createSteps } from "../../scripts/stack/steps.ts";
import { waitFor } from "../../scripts/stack/wait-for.ts";
import { createRandom } from "./random.ts";

export interface RefundFigures {
  refunds: number;
  /** Refunds that have arrived. */
  completed: number;
  /** Payouts beyond the first of a refund that aren't finally dead. */
  duplicate_payouts: number;
  /** Payouts at the vendor of which the ledger knows nothing. */
  payouts_without_row: number;
  /** Payments of which more is refunded in Medusa's books than was captured. */
  over_refunded: number;
  kills: number;
}

export interface RefundFaultsOptions {
  /** Paid orders, each of which is refunded in parts until all of it is asked for. @default 20 */
  orders?: number;
  seed?: number;
}

const destination = "TLa2f6VPqDgRE67v1736s7bJ8Ray5wYjU7";

/** What goes wrong at the vendor, again and again: answers lost after the payout was made, errors before and after, half answers. */
const vendorFaults = [
  { kind: "drop", when: "after", operation: "payout.create" },
  { kind: "error", when: "after", operation: "payout.create" },
  { kind: "error", when: "before", operation: "payout.create" },
  { kind: "garble", operation: "payout.create" },
  { kind: "drop", when: "before", operation: "payout.get" },
];

/**
 * Refunds are asked for, twice at once and again after an error, while the vendor's answers get lost and the store is killed. Never may a
 * refund have two live payouts, a payout be unknown to the ledger, or more be refunded than was captured.
 */
export async function refundFaults(options: RefundFaultsOptions = {}): Promise<RefundFigures> {
  const { orders = 20, seed = Date.now() } = options;
  console.error(`refund faults: ${orders} orders, seed ${seed}`);
  const random = createRandom(seed);
  const stack = await startStack({
    steps: createSteps(),
    timeScale: 0.002,
    logDir: join(root, ".test-results/refund-faults"),
  });
  try {
    const payments = await buyAll(stack, orders);
    const emulator = createJsonApi(stack.emulator.url);
    // Its own limit would stop the run before the guards that are tried here.
    await emulator.post("/_emulator/settings", { withdrawalLimitUsdt: null });
    let kills = 0;
    const finished = (async () => {
      for (const payment of payments) {
        const fault = vendorFaults[Math.floor(random() * vendorFaults.length)];
        await emulator.post("/_emulator/faults", { ...fault, count: 1 + Math.floor(random() * 3) });
        await refundInParts(stack, payment, random);
      }
      return true;
    })();
    while (!(await Promise.race([finished, delay(2_000 + random() * 4_000, false)]))) {
      await stack.restartStore("SIGKILL");
      kills++;
    }
    await stack.restartStore("SIGKILL");
    await settleAll(stack);
    return { ...(await figures(stack)), kills };
  } finally {
    await stack.stop();
  }
}

/** The ledger ids of that many captured payments. */
async function buyAll(stack: Stack, count: number): Promise<string[]> {
  const shopper = createShopper(stack.store.url, stack.publishableKey);
  const emulator = createJsonApi(stack.emulator.url);
  for (let index = 0; index < count; index++) {
    const { sessionId } = await shopper.checkout();
    await emulator.post(`/_emulator/invoices/${sessionId}/pay`, { amount: "exact" });
  }
  const captured = () =>
    query<{ id: string }>(
      stack.databaseUrl,
      "select id from calypso_payment where captured_at is not null order by id",
    );
  await waitFor(async () => (await captured()).length === count, {
    what: "all orders are captured",
    timeoutMs: 120_000,
  });
  return (await captured()).map(({ id }) => id);
}

/** Two admins ask at once for parts that are together more than there is, and ask again when they get an error. */
async function refundInParts(stack: Stack, payment: string, random: () => number): Promise<void> {
  const amounts = [(3 + random() * 9).toFixed(2), (3 + random() * 9).toFixed(2), (3 + random() * 9).toFixed(2)];
  const ask = async (amount: string) => {
    for (let tries = 0; tries < 3; tries++) {
      try {
        const merchant = await signIn(stack.store.url);
        await merchant.refund(payment, { amount, destination, currency: "USDT_TRX", basis: "fiat" });
        return;
      } catch {
        // A store that is down, or an amount that is no longer there: the admin tries again, then gives up.
        await delay(500);
      }
    }
  };
  await Promise.all(amounts.map(ask));
}

const FINAL = ["completed", "canceled", "reversed"];

/** What the reconcile job does every few minutes, at once: asks about each refund that isn't done, and tries again what failed. */
async function settleAll(stack: Stack): Promise<void> {
  await waitFor(
    async () => {
      const { api } = await signIn(stack.store.url);
      const open = await query<{ id: string; state: string }>(
        stack.databaseUrl,
        "select id, state from calypso_refund where state <> all($1)",
        [FINAL],
      );
      for (const { id, state } of open)
        await api
          .post(`/admin/calypso/refunds/${id}/${state === "failed" || state === "ready" ? "retry" : "check"}`)
          .catch(() => undefined);
      return open.length === 0;
    },
    { what: "every refund is finished", timeoutMs: 180_000, everyMs: 1_000 },
  ).catch((error: Error) => console.error(error.message));
}

async function figures(stack: Stack): Promise<Omit<RefundFigures, "kills">> {
  const { payouts } = await createJsonApi(stack.emulator.url).get<{
    payouts: { state: string; idempotencyKey: string }[];
  }>("/_emulator/state");
  const rows = await query<{ idempotency_key: string; refund_id: string }>(
    stack.databaseUrl,
    "select idempotency_key, refund_id from calypso_payout",
  );
  const refundOf = new Map(rows.map((row) => [row.idempotency_key, row.refund_id]));
  const live = new Map<string, number>();
  for (const { state, idempotencyKey } of payouts) {
    const refund = refundOf.get(idempotencyKey);
    if (refund && state !== "FAILED" && state !== "CANCELED") live.set(refund, (live.get(refund) ?? 0) + 1);
  }
  const refunds = await query<{ state: string }>(stack.databaseUrl, "select state from calypso_refund");
  for (const { state } of refunds.filter((each) => !FINAL.includes(each.state)))
    console.error(`a refund ended as ${state}`);
  const over = await query(
    stack.databaseUrl,
    `select p.id from payment p where p.deleted_at is null and
       (select coalesce(sum(amount), 0) from refund r where r.payment_id = p.id and r.deleted_at is null) >
       (select coalesce(sum(amount), 0) from capture c where c.payment_id = p.id and c.deleted_at is null)`,
  );
  return {
    refunds: refunds.length,
    completed: refunds.filter((each) => each.state === "completed").length,
    duplicate_payouts: [...live.values()].reduce((sum, count) => sum + count - 1, 0),
    payouts_without_row: payouts.filter((each) => !refundOf.has(each.idempotencyKey)).length,
    over_refunded: over.length,
  };
}
