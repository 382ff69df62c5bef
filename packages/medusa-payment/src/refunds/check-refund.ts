import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { LEDGER } from "../modules/ledger/key";
import type { Actor, RefundRow } from "../modules/ledger/types";
import { finishBooking } from "./finish-booking";
import { followBatch } from "./follow-batch";
import { followPayout } from "./follow-payout";
import { getRefund } from "./get-refund";
import { refundsOf } from "./request-refund";
import { reverseRefund } from "./reverse-refund";
import { submitPayout } from "./submit-payout";

const LOCK_TIMEOUT_S = 30;
const SENDING = new Set<RefundRow["state"]>(["ready", "submitting", "unknown"]);

/**
 * Finds out how far a refund is and goes on with it where it was interrupted: one that Medusa's books don't have is over, one of
 * which nobody knows whether it was sent is looked up, and sent if it wasn't.
 */
export async function checkRefund(container: MedusaContainer, refundId: string, actor: Actor): Promise<RefundRow> {
  const ledger = container.resolve(LEDGER);
  let refund = await getRefund(ledger, refundId);
  if (refund.reversing_at && !refund.reversed_at) {
    return underLock(container, refund, () => reverseRefund(container, refundId, "its reversal was begun", actor));
  }
  if (!refund.booked_at && !refund.reversed_at) {
    refund = await underLock(container, refund, () => finishBooking(container, refundId, actor));
  }
  if (refund.reversed_at) return refund;
  const payout = (await ledger.listPayouts(refundId)).at(-1);
  if (payout?.batch_id) {
    await followBatch(container, payout.batch_id, actor);
    return getRefund(ledger, refundId);
  }
  if (SENDING.has(refund.state)) return submitPayout(container, refundId, actor);
  return payout?.vendor_id ? followPayout(container, payout, actor) : refund;
}

function underLock<T>(container: MedusaContainer, { payment_id }: RefundRow, work: () => Promise<T>): Promise<T> {
  return container.resolve(Modules.LOCKING).execute(refundsOf(payment_id), work, { timeout: LOCK_TIMEOUT_S });
}
