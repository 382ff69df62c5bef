import type { MedusaContainer } from "@medusajs/framework/types";
import { clientFor } from "../../client/client-for";
import { toMedusaError } from "../../client/to-medusa-error";
import { LEDGER } from "../../modules/ledger/key";
import type { Actor, RefundRow } from "../../modules/ledger/types";
import { getRefund, refused } from "../get-refund";
import { finishBooking } from "../medusa/finish-booking";
import { reverseRefund } from "../medusa/reverse-refund";
import { isTerminalFailure } from "../payout/is-terminal-failure";
import { followPayout, recordPayout } from "../payout/sync-payout";
import { withRefundsOf } from "../with-refund";

/**
 * Takes a refund back: out of Medusa's books if no payout of it can move money any more; a payout that the vendor hasn't begun
 * with is cancelled there first.
 *
 * @throws MedusaError where the money is on its way or has arrived, or the vendor can't be asked whether it is
 */
export async function cancelRefund(
  container: MedusaContainer,
  refundId: string,
  reason: string,
  actor: Actor,
): Promise<RefundRow> {
  const { payment_id } = await getRefund(container.resolve(LEDGER), refundId);
  return withRefundsOf(container, payment_id, () => cancel(container, refundId, reason, actor));
}

async function cancel(container: MedusaContainer, refundId: string, reason: string, actor: Actor): Promise<RefundRow> {
  const ledger = container.resolve(LEDGER);
  // What its booking added to the order's credit lines must be known before it is taken out again.
  const refund = await finishBooking(container, refundId, actor);
  if (refund.state === "completed") throw refused("the refund has arrived, it can't be taken back");
  const last = (await ledger.payouts.listByRefund(refundId)).at(-1);
  if (!last || last.outcome === "pending") return reverseRefund(container, refundId, reason, actor);
  if (isTerminalFailure(last)) {
    // Said to be dead some time ago: once more, now that the books depend on it.
    if (last.vendor_id) await followPayout(container, last, actor);
    return reverseRefund(container, refundId, reason, actor);
  }
  if (last.batch_id) throw refused("the refund is a row of a mass payout, which can't be cancelled for one row");
  const client = clientFor(ledger.settings);
  const startedAt = new Date();
  try {
    const canceled = await client.payout.cancel({ idempotencyKey: last.idempotency_key, message: reason });
    await recordPayout(container, last, canceled, actor, startedAt);
  } catch (error) {
    await followPayout(container, last, actor);
    throw toMedusaError(error, "cancelling the payout");
  }
  const now = await getRefund(ledger, refundId);
  return now.state === "canceled" ? reverseRefund(container, refundId, reason, actor) : now;
}
