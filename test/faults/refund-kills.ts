import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { signIn } from "@calypso-commerce/tools/stack/merchant";
import { holdReady } from "./refund-mass.ts";
import { ask, back, click, destination, killedAt, type RefundRun } from "./refund-run.ts";

const SINGLE = ["requested", "booked", "opening", "opened", "sending", "sent", "recorded"];
const MASS = ["opened", "sending", "sent", "recorded"];
const BACK = ["reversing", "unbooked"];

/**
 * SIGKILL at each step of a refund, of a mass payout and of taking a refund back, after the vendor made a payout and before its answer,
 * and between database statements on the way.
 */
export async function killAtEachStep(run: RefundRun, statements: number): Promise<void> {
  for (const step of SINGLE) await killedAt(run, step, () => ask(run, "0.50"));
  await killedBeforeTheAnswer(run);
  for (const step of MASS) {
    const ids = await holdReady(run);
    const merchant = await signIn(run.stack.store.url);
    await killedAt(run, step, () => merchant.api.post("/admin/calypso/refunds/mass", { ids }).catch(() => undefined));
  }
  for (const step of BACK) await killedAt(run, step, () => takeBack(run));
  const ways = [() => ask(run, "0.50"), () => takeBack(run), () => giveAddress(run)];
  for (let count = 0; count < statements; count++) {
    const way = ways[count % ways.length] as () => Promise<unknown>;
    await killedAt(run, `${1 + Math.floor(run.random() * 70)}`, way);
  }
}

/** The vendor has made the payout; its answer is on the way when the store dies. */
async function killedBeforeTheAnswer(run: RefundRun): Promise<void> {
  const known = await payoutCount(run);
  await run.emulator.post("/_emulator/faults", { kind: "hang", when: "after", operation: "payout.create", count: 1 });
  const asked = ask(run, "0.50");
  await waitUntil("the vendor has the payout", async () => (await payoutCount(run)) > known, { everyMs: 20 });
  await run.stack.restartStore("SIGKILL", run.env);
  run.kills++;
  await asked;
  await run.emulator.post("/_emulator/faults/clear");
}

async function payoutCount(run: RefundRun): Promise<number> {
  return (await run.emulator.get<{ payouts: unknown[] }>("/_emulator/state")).payouts.length;
}

async function takeBack(run: RefundRun): Promise<void> {
  const refund = await ask(run, "0.50", { destination: null });
  if (refund) await click(await signIn(run.stack.store.url), refund.id, "cancel", back);
}

async function giveAddress(run: RefundRun): Promise<void> {
  const refund = await ask(run, "0.50", { destination: null });
  if (refund) await click(await signIn(run.stack.store.url), refund.id, "destination", { destination });
}
