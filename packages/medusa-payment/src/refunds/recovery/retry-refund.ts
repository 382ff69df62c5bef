import type { MedusaContainer } from "@medusajs/framework/types";
import { LEDGER } from "../../modules/ledger/key";
import type { Actor, RefundRow } from "../../modules/ledger/types";
import { getRefund, refused } from "../get-refund";
import { isTerminalFailure } from "../payout/is-terminal-failure";
import { submitPayout } from "../payout/submit-payout";
import { followPayout } from "../payout/sync-payout";
import { checkRefund } from "./check-refund";

const RETRIABLE = new Set<RefundRow["state"]>(["failed", "canceled", "ready", "unknown", "submitting"]);

/**
 * Tries to pay a refund out again. A new attempt, with a key of its own, is only made after the vendor has said in a signed read of
 * just now that the last one is dead, which {@link submitPayout} asks for.
 *
 * @throws MedusaError for a refund that is under way, done or taken back
 */
export async function retryRefund(container: MedusaContainer, refundId: string, actor: Actor): Promise<RefundRow> {
  const ledger = container.resolve(LEDGER);
  const given = await getRefund(ledger, refundId);
  if (given.reversed_at || given.reversing_at) throw refused("the refund was taken back");
  if (!given.booked_at) return checkRefund(container, refundId, actor);
  const last = (await ledger.payouts.listByRefund(refundId)).at(-1);
  const refund =
    last?.vendor_id && !last.batch_id && !isTerminalFailure(last) ? await followPayout(container, last, actor) : given;
  if (!RETRIABLE.has(refund.state)) throw refused(`the refund is ${refund.state.replace("_", " ")}`);
  return submitPayout(container, refundId, actor);
}
