import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createJsonApi, type JsonApi } from "@calypso-commerce/testkit/json-api";
import { query } from "@calypso-commerce/testkit/postgres";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { type Merchant, type Refund, signIn } from "@calypso-commerce/tools/stack/merchant";
import { createShopper } from "@calypso-commerce/tools/stack/shopper";
import type { Stack } from "@calypso-commerce/tools/stack/stack";

export const destination = "TLa2f6VPqDgRE67v1736s7bJ8Ray5wYjU7";

/** What the parts of the run share. */
export interface RefundRun {
  stack: Stack;
  emulator: JsonApi;
  random: () => number;
  /** Ledger ids of captured payments, each of 35 EUR. */
  payments: string[];
  kills: number;
  /** Why the last request that failed did; for whoever reads the run's log. */
  lastRefusal?: string;
  /** The environment that the store is started with. */
  env: Record<string, string>;
}

/** Where the store looks for where to die. */
export const triggerOf = (stack: Stack): string => join(stack.logDir, "kill-at");

export async function buyAll(stack: Stack, count: number): Promise<string[]> {
  const shopper = createShopper(stack.store.url, stack.publishableKey);
  const emulator = createJsonApi(stack.emulator.url);
  for (let index = 0; index < count; index++) {
    const { sessionId } = await shopper.checkout({ quantity: 3 });
    await emulator.post(`/_emulator/invoices/${sessionId}/pay`, { amount: "exact" });
  }
  // Booked, too: the order's books come a moment after the capture.
  const captured = () =>
    query<{ id: string }>(
      stack.databaseUrl,
      `select c.id from calypso_payment c join order_transaction t on t.order_id = c.order_id and t.deleted_at is null
        where c.captured_at is not null order by c.id`,
    );
  await waitUntil("all orders are captured", async () => (await captured()).length === count, { timeoutMs: 180_000 });
  return (await captured()).map(({ id }) => id);
}

/** Asks for a refund as an admin does; undefined where the shop refused, or didn't answer. */
export async function ask(
  run: RefundRun,
  amount: string,
  more: { basis?: string; destination?: string | null; url?: string; execution_date?: string } = {},
): Promise<Refund | undefined> {
  const { basis = "crypto", destination: to = destination, url = run.stack.store.url, execution_date } = more;
  const payment = run.payments[Math.floor(run.random() * run.payments.length)] as string;
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

/** Clicks one of the buttons of a refund; whether it was the right moment is the shop's to say. */
export async function click(merchant: Merchant, id: string, button: string, body: object = {}): Promise<void> {
  await merchant.api.post(`/admin/calypso/refunds/${id}/${button}`, body).catch(() => undefined);
}

export const back = { reason: "the shopper changed their mind" };

/** Writes where the store shall die, lets `work` lead it there, and starts it again. */
export async function killedAt(run: RefundRun, where: string, work: () => Promise<unknown>): Promise<void> {
  const { stack } = run;
  writeFileSync(triggerOf(stack), where);
  const died = stack.store.child.exited.then(() => true);
  await Promise.race([work(), died]);
  // What doesn't get so far ends alive; what died answered nobody.
  const isDead = await Promise.race([died, delay(1_500, false)]);
  rmSync(triggerOf(stack), { force: true });
  if (isDead) run.kills++;
  else console.error(`  the store was not killed at ${where}`);
  // One that counts statements goes on counting.
  if (isDead || /^\d+$/.test(where)) await stack.restartStore("SIGKILL", run.env);
}

const FINAL = ["completed", "canceled"];

/** What the reconcile job does every few minutes, at once: asks about each refund that isn't done, and tries again what failed. */
export async function settleAll(run: RefundRun): Promise<void> {
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
        await click(merchant, id, state === "failed" || state === "ready" ? "retry" : "check");
      return open.length === 0;
    },
    { timeoutMs: 240_000, everyMs: 1_000 },
  ).catch((error: Error) => console.error(error.message));
}
