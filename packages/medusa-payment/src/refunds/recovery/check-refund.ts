import type { MedusaContainer } from "@medusajs/framework/types";
import { LEDGER } from "../../modules/ledger/key";
import type { Actor, RefundRow } from "../../modules/ledger/types";
import { getRefund } from "../get-refund";
import { syncMassPayout } from "../mass-payout/sync-mass-payout";
import { finishBooking } from "../medusa/finish-booking";
import { reverseRefund } from "../medusa/reverse-refund";
import { submitPayout } from "../payout/submit-payout";
import { followPayout } from "../payout/sync-payout";
import { withRefundsOf } from "../with-refund";

const SENDING = new Set<RefundRow["state"]>(["ready", "submitting", "unknown"]);

/**
 * Finds out how far a refund is and continues where it was interrupted: one that Medusa's books don't have is over, one of
 * which nobody knows whether it was sent is looked up, and sent if it wasn't.
 */
export async function checkRefund(container: MedusaContainer, refundId: string, actor: Actor): Promise<RefundRow> {
  const ledger = container.resolve(LEDGER);
  let refund = await getRefund(ledger, refundId);
  if (refund.reversing_at && !refund.reversed_at) {
    return withRefundsOf(container, refund.payment_id, () =>
      reverseRefund(container, refundId, "its reversal was begun", actor),
    );
  }
  if (!refund.booked_at && !refund.reversed_at) {
    refund = await withRefundsOf(container, refund.payment_id, () => finishBooking(container, refundId, actor));
  }
  if (refund.reversed_at) return refund;
  const payout = (await ledger.payouts.listByRefund(refundId)).at(-1);
  if (payout?.batch_id) {
    await syncMassPayout(container, payout.batch_id, actor);
    return getRefund(ledger, refundId);
  }
  if (SENDING.has(refund.state)) return submitPayout(container, refundId, actor);
  return payout?.vendor_id ? followPayout(container, payout, actor) : refund;
}
