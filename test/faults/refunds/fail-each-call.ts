import { signIn } from "@calypso-commerce/tools/stack/merchant";
import { createReadyRefunds, payOutTwice } from "./ready-refunds.ts";
import { act, cancelReason, type RefundRun, requestRefund } from "./refund-run.ts";

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

/** Operations of the vendor that a refund calls, apart from the cancellation of its payout. */
const refundOperations = ["payout.create", "payout.get", "account.get", "rate.fiat"];
const massOperations = ["payout.createMass", "payout.getMass", "payout.listWithdrawals"];

interface Fault {
  operation: string;
  kind: string;
  count: number;
}

/** Number of faults that were set, and of those that a call of the store met. */
export interface FaultCount {
  faults: number;
  met: number;
}

/** Makes each of the vendor's operations fail in each way while two admins retry, check and cancel. */
export async function failEachCall(run: RefundRun): Promise<FaultCount> {
  const seen = { faults: 0, met: 0 };
  // Three failures fail a request with all its retries. After one, the retry succeeds.
  for (const operation of refundOperations)
    for (const fault of kinds)
      for (const count of operation === "payout.create" ? [1, 3] : [3])
        await withFault(run, seen, { ...fault, operation, count }, async () => {
          const basis = operation === "rate.fiat" ? "fiat" : "crypto";
          const refund = await requestRefund(run, "0.20", { basis });
          if (refund) await actTogether(run, refund.id);
        });
  for (const fault of kinds) await failCancelling(run, seen, { ...fault, operation: "payout.cancel", count: 3 });
  for (const operation of massOperations)
    for (const fault of kinds) {
      const ids = await createReadyRefunds(run);
      await withFault(run, seen, { ...fault, operation, count: 3 }, async () => {
        await payOutTwice(run, ids);
        const merchant = await signIn(run.stack.store.url);
        await act(merchant, ids[0] as string, "check");
      });
    }
  return seen;
}

/** Cancels a scheduled payout while the call fails, and once more without the fault. */
async function failCancelling(run: RefundRun, seen: FaultCount, fault: Fault): Promise<void> {
  const refund = await requestRefund(run, "0.20", { execution_date: new Date(Date.now() + 86_400_000).toISOString() });
  if (!refund) return;
  const merchant = await signIn(run.stack.store.url);
  const cancel = () => act(merchant, refund.id, "cancel", cancelReason);
  await withFault(run, seen, fault, async () => void (await Promise.all([cancel(), cancel()])));
  await cancel();
}

async function actTogether(run: RefundRun, id: string): Promise<void> {
  const merchant = await signIn(run.stack.store.url);
  const actions = run.random() < 0.3 ? ["cancel", "cancel", "retry"] : ["retry", "check", "retry"];
  await Promise.all(actions.map((action) => act(merchant, id, action, action === "cancel" ? cancelReason : {})));
}

async function withFault(run: RefundRun, seen: FaultCount, fault: Fault, work: () => Promise<void>): Promise<void> {
  const { emulator } = run;
  await emulator.post("/_emulator/faults", fault);
  await work();
  const { faults } = await emulator.get<{ faults: { operation: string; count: number }[] }>("/_emulator/state");
  seen.faults++;
  if (faults.find(({ operation }) => operation === fault.operation)?.count !== fault.count) seen.met++;
  else console.error(`  no call met ${JSON.stringify(fault)} (${run.lastRefusal})`);
  await emulator.post("/_emulator/faults/clear");
}
