import type { MedusaContainer } from "@medusajs/framework/types";
import { LEDGER } from "../../modules/ledger/key";
import type { Actor, RefundRow } from "../../modules/ledger/types";
import { interruptedAfterMs } from "../../payment/interrupted-after";
import { getRefund } from "../get-refund";
import { deleteUnbooked, isBookedInMedusa, markBooked } from "./book-in-medusa";
import { finishCredit } from "./finish-credit";
import { reverseRefund } from "./reverse-refund";

/**
 * A booking that was interrupted: done if Medusa has it, else over. Whoever asked for it was told that it didn't work and may
 * have asked again, so it isn't made up for. The caller holds the lock of the payment's refunds.
 */
export async function finishBooking(container: MedusaContainer, refundId: string, actor: Actor): Promise<RefundRow> {
  const refund = await getRefund(container.resolve(LEDGER), refundId);
  if (refund.booked_at || refund.reversed_at || refund.reversing_at) return refund;
  if (refund.source === "ledger") return markBooked(container, refund, null);
  if (await isBookedInMedusa(container, refund))
    return markBooked(container, refund, await finishCredit(container, refund));
  // The ledger needn't know of them: the process may have been killed before it was told.
  await deleteUnbooked(container, refund);
  return reverseRefund(container, refund.id, "it was interrupted before it was booked; ask for it again", actor);
}

/**
 * Bookings of a payment that were interrupted, before another one begins: what a refund added to the order's credit lines can only be
 * told while no other adds to them.
 *
 * @returns whether none is left; one that began just now may be another instance's that is still at it
 */
export async function finishBookings(container: MedusaContainer, payment_id: string, actor: Actor): Promise<boolean> {
  const unbooked = { payment_id, booked_at: null, reversed_at: null, reversing_at: null };
  const refunds = await container.resolve(LEDGER).listLedgerRefunds(unbooked);
  const stale = refunds.filter(
    ({ created_at }) => Date.now() - new Date(created_at).getTime() > interruptedAfterMs.booking,
  );
  for (const { id } of stale) await finishBooking(container, id, actor);
  return stale.length === refunds.length;
}
