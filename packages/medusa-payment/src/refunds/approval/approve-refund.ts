import type { MedusaContainer } from "@medusajs/framework/types";
import { LEDGER } from "../../modules/ledger/key";
import type { RefundRow } from "../../modules/ledger/types";
import { emitRefundEvent } from "../events";
import { getRefund, refused } from "../get-refund";
import { payOut } from "../payout/try-payout";

/**
 * A second admin approves a refund: neither the one who asked for it nor the one who entered the address.
 *
 * @returns the refund, paid out
 * @throws MedusaError for the wrong admin, or a refund that waits for no approval
 */
export async function approveRefund(
  container: MedusaContainer,
  refundId: string,
  actor: `admin:${string}`,
): Promise<RefundRow> {
  const ledger = container.resolve(LEDGER);
  const refund = await getRefund(ledger, refundId);
  const user = actor.slice("admin:".length);
  if (refund.state !== "awaiting_approval") throw refused(`the refund is ${refund.state.replace("_", " ")}`);
  if (refund.requested_by === user || refund.destination_by === actor) {
    throw refused("somebody other than the one who asked for the refund or entered its address must approve it");
  }
  const approval = { state: "ready" as const, approved_by: user, approved_at: new Date() };
  const audit = { actor, action: "refund.approved", from_state: refund.state, to_state: "ready" };
  // What was approved is this address: had it changed meanwhile, its state would have too.
  const approved = await ledger.refunds.approve(refundId, String(refund.destination), approval, audit);
  if (!approved) throw refused("somebody else changed the refund just now; look again");
  await emitRefundEvent(container, "approved", approved, {});
  return payOut(container, approved, actor);
}
