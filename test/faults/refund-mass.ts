import { signIn } from "@calypso-commerce/tools/stack/merchant";
import { ask, type RefundRun } from "./refund-run.ts";

/** Six refunds that are ready and not sent: while they were asked for, nobody could tell whether the account had enough. */
export async function holdReady(run: RefundRun): Promise<string[]> {
  await run.emulator.post("/_emulator/faults", { kind: "error", operation: "account.get", count: null });
  const refunds = await Promise.all(Array.from({ length: 6 }, () => ask(run, "0.10")));
  await run.emulator.post("/_emulator/faults/clear");
  return refunds.flatMap((refund) => (refund?.state === "ready" ? [refund.id] : []));
}

/** Two admins pay the same refunds out as one mass payout, at once. */
export async function payTogether(run: RefundRun, ids: string[]): Promise<void> {
  const merchant = await signIn(run.stack.store.url);
  const pay = () => merchant.api.post("/admin/calypso/refunds/mass", { ids }).catch(() => undefined);
  await Promise.all([pay(), pay()]);
}
