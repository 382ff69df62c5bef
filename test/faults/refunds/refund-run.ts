import { setTimeout as delay } from "node:timers/promises";
import { createJsonApi, type JsonApi } from "@calypso-commerce/testkit/json-api";
import { query } from "@calypso-commerce/testkit/postgres";
import type { RedisDatabase } from "@calypso-commerce/testkit/redis-database";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { type Merchant, type Refund, signIn } from "@calypso-commerce/tools/stack/merchant";
import { createShopper } from "@calypso-commerce/tools/stack/shopper";
import type { Stack } from "@calypso-commerce/tools/stack/stack";
import type { KillSwitch } from "../support/kill-switch.ts";
import { pick } from "../support/random.ts";

export const destination = "TLa2f6VPqDgRE67v1736s7bJ8Ray5wYjU7";

/** State that the parts of a run share. */
export interface RefundRun {
  stack: Stack;
  emulator: JsonApi;
  random: () => number;
  /** Ledger ids of captured payments, each of 35 EUR. */
  payments: string[];
  kills: number;
  /** Error of the last refused request, for the log. */
  lastRefusal?: string;
  killSwitch: KillSwitch;
  /** What two instances share, apart from the PostgreSQL database. */
  redis?: RedisDatabase | undefined;
  /** The store's environment. */
  env: Record<string, string>;
}

/** Makes purchases of 35 EUR. @returns the ledger ids of their payments */
export async function makePurchases(stack: Stack, count: number): Promise<string[]> {
  const shopper = createShopper(stack.store.url, stack.publishableKey);
  const emulator = createJsonApi(stack.emulator.url);
  for (let index = 0; index < count; index++) {
    const { sessionId } = await shopper.checkout({ quantity: 3 });
    await emulator.post(`/_emulator/invoices/${sessionId}/pay`, { amount: "exact" });
  }
  // Medusa books the payment on the order a moment after the capture.
  const captured = () =>
    query<{ id: string }>(
      stack.databaseUrl,
      `select c.id from calypso_payment c join order_transaction t on t.order_id = c.order_id and t.deleted_at is null
        where c.captured_at is not null order by c.id`,
    );
  await waitUntil("all orders are captured", async () => (await captured()).length === count, { timeoutMs: 180_000 });
  return (await captured()).map(({ id }) => id);
}

/** Requests a refund of a random payment as an admin does. @returns undefined if the store refused or did not answer */
export async function requestRefund(
  run: RefundRun,
  amount: string,
  more: { basis?: string; destination?: string | null; url?: string; execution_date?: string } = {},
): Promise<Refund | undefined> {
  const { basis = "crypto", destination: to = destination, url = run.stack.store.url, execution_date } = more;
  const payment = pick(run.random, run.payments);
  const body = {
    amount,
    basis,
    currency: "USDT_TRX",
    ...(to && { destination: to }),
    ...(execution_date && { execution_date }),
  };
  return signIn(url)
    .then((merchant) => merchant.refund(payment, body))
    .catch((error: Error) => {
      run.lastRefusal = error.message;
      return undefined;
    });
}

/** Calls one of the actions of a refund. The store may refuse it. */
export async function act(merchant: Merchant, id: string, action: string, body: object = {}): Promise<void> {
  await merchant.api.post(`/admin/calypso/refunds/${id}/${action}`, body).catch(() => undefined);
}

export const cancelReason = { reason: "the shopper changed their mind" };

/** Kills the store at a place that `work` should lead it to, and starts it again. */
export async function killAt(run: RefundRun, place: string, work: () => Promise<unknown>): Promise<void> {
  const { stack, killSwitch } = run;
  killSwitch.arm(place);
  const died = stack.store.child.exited.then(() => true);
  await Promise.race([work(), died]);
  const isDead = await Promise.race([died, delay(1_500, false)]);
  killSwitch.disarm();
  if (isDead) run.kills++;
  else console.error(`  the store was not killed at ${place}`);
  // A store that counts statements would keep counting.
  if (isDead || /^\d+$/.test(place)) await stack.restartStore("SIGKILL", run.env);
}

const FINAL = ["completed", "canceled"];

/** Checks each open refund and retries each failed one until all are done, as the reconcile job does every few minutes. */
export async function finishAll(run: RefundRun): Promise<void> {
  const { stack } = run;
  await waitUntil(
    "every refund is finished",
    async () => {
      const merchant = await signIn(stack.store.url);
      const open = await query<{ id: string; state: string }>(
        stack.databaseUrl,
        "select id, state from calypso_refund where not state = any($1) and not (state like 'awaiting_%' and booked_at is not null) or (reversing_at is not null and reversed_at is null)",
        [FINAL],
      );
      for (const { id, state } of open)
        await act(merchant, id, state === "failed" || state === "ready" ? "retry" : "check");
      return open.length === 0;
    },
    { timeoutMs: 240_000, everyMs: 1_000 },
  ).catch((error: Error) => console.error(error.message));
}
