import { signIn } from "@calypso-commerce/tools/stack/merchant";
import { type RefundRun, requestRefund } from "./refund-run.ts";

/** Creates six refunds that stay ready, since the account's balance cannot be read. @returns their ids */
export async function createReadyRefunds(run: RefundRun): Promise<string[]> {
  await run.emulator.post("/_emulator/faults", { kind: "error", operation: "account.get", count: null });
  const refunds = await Promise.all(Array.from({ length: 6 }, () => requestRefund(run, "0.10")));
  await run.emulator.post("/_emulator/faults/clear");
  return refunds.flatMap((refund) => (refund?.state === "ready" ? [refund.id] : []));
}

/** Two admins pay the same refunds out as one mass payout at the same time. */
export async function payOutTwice(run: RefundRun, ids: string[]): Promise<void> {
  const merchant = await signIn(run.stack.store.url);
  const pay = () => merchant.api.post("/admin/calypso/refunds/mass", { ids }).catch(() => undefined);
  await Promise.all([pay(), pay()]);
}
