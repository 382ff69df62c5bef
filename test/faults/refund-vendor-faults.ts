import { signIn } from "@calypso-commerce/tools/stack/merchant";
import { holdReady, payTogether } from "./refund-mass.ts";
import { ask, back, click, type RefundRun } from "./refund-run.ts";

const kinds = [
  { kind: "error", when: "before" },
  { kind: "error", when: "after" },
  { kind: "error", when: "before", status: 400 },
  { kind: "error", when: "after", status: 400 },
  { kind: "drop", when: "before" },
  { kind: "drop", when: "after" },
  { kind: "hang", when: "before" },
  { kind: "hang", when: "after" },
  { kind: "garble" },
];

/** The vendor's calls that a refund makes, beside the cancellation of its payout. */
const single = ["payout.create", "payout.get", "account.get", "rate.fiat"];
const mass = ["payout.createMass", "payout.getMass", "payout.listWithdrawals"];

interface Fault {
  operation: string;
  kind: string;
  count: number;
}

/** How many faults were set, and how many of them a call of the store met. */
export interface FaultCount {
  faults: number;
  met: number;
}

/**
 * Each of the vendor's calls fails in each way, while two admins click: retry, check, take back.
 */
export async function failEachCall(run: RefundRun): Promise<FaultCount> {
  const seen = { faults: 0, met: 0 };
  // Three is a request with all its repetitions; after one, the repetition goes through.
  for (const operation of single)
    for (const fault of kinds)
      for (const count of operation === "payout.create" ? [1, 3] : [3])
        await under(run, seen, { ...fault, operation, count }, async () => {
          const basis = operation === "rate.fiat" ? "fiat" : "crypto";
          const refund = await ask(run, "0.20", { basis });
          if (refund) await clicks(run, refund.id);
        });
  for (const fault of kinds) await failCancelling(run, seen, { ...fault, operation: "payout.cancel", count: 3 });
  for (const operation of mass)
    for (const fault of kinds) {
      const ids = await holdReady(run);
      await under(run, seen, { ...fault, operation, count: 3 }, async () => {
        await payTogether(run, ids);
        const merchant = await signIn(run.stack.store.url);
        await click(merchant, ids[0] as string, "check");
      });
    }
  return seen;
}

/** A payout that the vendor hasn't begun with is cancelled, and again when the vendor is well. */
async function failCancelling(run: RefundRun, seen: FaultCount, fault: Fault): Promise<void> {
  const refund = await ask(run, "0.20", { execution_date: new Date(Date.now() + 86_400_000).toISOString() });
  if (!refund) return;
  const merchant = await signIn(run.stack.store.url);
  const cancel = () => click(merchant, refund.id, "cancel", back);
  await under(run, seen, fault, async () => void (await Promise.all([cancel(), cancel()])));
  await cancel();
}

async function clicks(run: RefundRun, id: string): Promise<void> {
  const merchant = await signIn(run.stack.store.url);
  const buttons = run.random() < 0.3 ? ["cancel", "cancel", "retry"] : ["retry", "check", "retry"];
  await Promise.all(buttons.map((button) => click(merchant, id, button, button === "cancel" ? back : {})));
}

async function under(run: RefundRun, seen: FaultCount, fault: Fault, work: () => Promise<void>): Promise<void> {
  const { emulator } = run;
  await emulator.post("/_emulator/faults", fault);
  await work();
  const { faults } = await emulator.get<{ faults: { operation: string; count: number }[] }>("/_emulator/state");
  seen.faults++;
  if (faults.find(({ operation }) => operation === fault.operation)?.count !== fault.count) seen.met++;
  else console.error(`  nobody met ${JSON.stringify(fault)} (${run.lastRefusal})`);
  await emulator.post("/_emulator/faults/clear");
}
