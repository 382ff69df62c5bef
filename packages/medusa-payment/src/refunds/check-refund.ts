import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { LEDGER } from "../modules/ledger/key";
import type { Actor, RefundRow } from "../modules/ledger/types";
import { isBookedInMedusa, markBooked } from "./book-in-medusa";
import { finishCredit } from "./finish-credit";
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
  if (refund.reversing_at && !refund.reversed_at) return finishReversal(container, refund, actor);
  if (!refund.booked_at && !refund.reversed_at) refund = await finishBooking(container, refund, actor);
  if (refund.reversed_at) return refund;
  const payout = (await ledger.listPayouts(refundId)).at(-1);
  if (payout?.batch_id) {
    await followBatch(container, payout.batch_id, actor);
    return getRefund(ledger, refundId);
  }
  if (SENDING.has(refund.state)) return submitPayout(container, refundId, actor);
  return payout?.vendor_id ? followPayout(container, payout, actor) : refund;
}

async function finishReversal(container: MedusaContainer, { id, payment_id }: RefundRow, actor: Actor) {
  const inside = () => reverseRefund(container, id, "its reversal was begun", actor);
  return container.resolve(Modules.LOCKING).execute(refundsOf(payment_id), inside, { timeout: LOCK_TIMEOUT_S });
}

/**
 * A booking that was interrupted: done if Medusa has it, else over. Whoever asked for it was told that it didn't work and may
 * have asked again, so it isn't made up for.
 */
async function finishBooking(container: MedusaContainer, given: RefundRow, actor: Actor): Promise<RefundRow> {
  const ledger = container.resolve(LEDGER);
  const inside = async () => {
    const refund = await getRefund(ledger, given.id);
    if (refund.booked_at || refund.reversed_at) return refund;
    if (refund.source === "ledger") return markBooked(container, refund, null);
    if (await isBookedInMedusa(container, refund))
      return markBooked(container, refund, await finishCredit(container, refund));
    return reverseRefund(container, refund.id, "it was interrupted before it was booked; ask for it again", actor);
  };
  return container.resolve(Modules.LOCKING).execute(refundsOf(given.payment_id), inside, { timeout: LOCK_TIMEOUT_S });
}
