import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { signIn } from "@calypso-commerce/tools/stack/merchant";
import { createReadyRefunds } from "./ready-refunds.ts";
import { act, cancelReason, destination, killAt, type RefundRun, requestRefund } from "./refund-run.ts";

const REFUND_STEPS = ["requested", "booked", "opening", "opened", "sending", "sent", "recorded"];
const MASS_PAYOUT_STEPS = ["opened", "sending", "sent", "recorded"];
const CANCEL_STEPS = ["reversing", "unbooked"];

/**
 * Kills the store at each step of a refund, of a mass payout and of a cancellation, between the vendor's creation of a
 * payout and its answer, and between database statements.
 */
export async function killAtEachStep(run: RefundRun, statements: number): Promise<void> {
  for (const step of REFUND_STEPS) await killAt(run, step, () => requestRefund(run, "0.50"));
  await killBeforeAnswer(run);
  for (const step of MASS_PAYOUT_STEPS) {
    const ids = await createReadyRefunds(run);
    const merchant = await signIn(run.stack.store.url);
    await killAt(run, step, () => merchant.api.post("/admin/calypso/refunds/mass", { ids }).catch(() => undefined));
  }
  for (const step of CANCEL_STEPS) await killAt(run, step, () => cancelRefund(run));
  const actions = [() => requestRefund(run, "0.50"), () => cancelRefund(run), () => giveAddress(run)];
  for (let count = 0; count < statements; count++) {
    const work = actions[count % actions.length] as () => Promise<unknown>;
    await killAt(run, `${1 + Math.floor(run.random() * 70)}`, work);
  }
}

/** Kills the store after the vendor has created the payout and before it answers. */
async function killBeforeAnswer(run: RefundRun): Promise<void> {
  const known = await payoutCount(run);
  await run.emulator.post("/_emulator/faults", { kind: "hang", when: "after", operation: "payout.create", count: 1 });
  const requested = requestRefund(run, "0.50");
  await waitUntil("the vendor has the payout", async () => (await payoutCount(run)) > known, { everyMs: 20 });
  await run.stack.restartStore("SIGKILL", run.env);
  run.kills++;
  await requested;
  await run.emulator.post("/_emulator/faults/clear");
}

async function payoutCount(run: RefundRun): Promise<number> {
  return (await run.emulator.get<{ payouts: unknown[] }>("/_emulator/state")).payouts.length;
}

async function cancelRefund(run: RefundRun): Promise<void> {
  const refund = await requestRefund(run, "0.50", { destination: null });
  if (refund) await act(await signIn(run.stack.store.url), refund.id, "cancel", cancelReason);
}

async function giveAddress(run: RefundRun): Promise<void> {
  const refund = await requestRefund(run, "0.50", { destination: null });
  if (refund) await act(await signIn(run.stack.store.url), refund.id, "destination", { destination });
}
