import type { MedusaContainer } from "@medusajs/framework/types";
import { LEDGER } from "../../modules/ledger/key";
import type { RefundRow } from "../../modules/ledger/types";
import { emitRefundEvent } from "../events";
import { approvalBy, loadInvolved } from "../gatekeeper/load-involved";
import { approvalRefusal } from "../gatekeeper/payout-decision";
import { refusalText } from "../gatekeeper/refusal-text";
import { getRefund, refused } from "../get-refund";
import { tryPayout } from "../payout/try-payout";

/**
 * A second admin approves a refund: neither the one who asked for it, nor the one who entered the
 * address, nor one who created or opened its claim link.
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
  const { destination } = refund;
  const [involved, given] = await Promise.all([
    loadInvolved(container, refund),
    approvalBy(container, user, destination ?? undefined),
  ]);
  const refusal = approvalRefusal({ destination, ...involved }, given, ledger.settings.refunds);
  if (refusal) {
    const entry = { subject_id: refundId, actor, action: "refund.approval_refused", data: { code: refusal } };
    await ledger.audit.write(entry);
    throw refused(refusalText(refusal, refund, ledger.settings.refunds));
  }
  const approval = { state: "ready" as const, approved_by: user, approved_at: new Date() };
  const audit = {
    actor,
    action: "refund.approved",
    from_state: refund.state,
    to_state: "ready",
    data: { destination },
  };
  // What was approved is this address: had it changed meanwhile, its state would have too.
  const approved = await ledger.refunds.approve(refundId, String(refund.destination), approval, audit);
  if (!approved) throw refused("somebody else changed the refund just now; look again");
  await emitRefundEvent(container, "approved", approved, {});
  return tryPayout(container, approved, actor);
}
