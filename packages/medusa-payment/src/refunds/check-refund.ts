import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { LEDGER } from "../modules/ledger/key";
import type { Actor, RefundRow } from "../modules/ledger/types";
import { followPayout } from "./follow-payout";
import { submitPayout } from "./submit-payout";

/** Finds out how far a refund is. One of which nobody knows whether it was sent is looked up, and sent if it wasn't. */
export async function checkRefund(container: MedusaContainer, refundId: string, actor: Actor): Promise<RefundRow> {
  const ledger = container.resolve(LEDGER);
  const refund = await ledger.findRefund(refundId);
  if (!refund) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Calypso: there is no refund ${refundId}`);
  if (refund.state === "submitting" || refund.state === "unknown") return submitPayout(container, refundId, actor);
  const payout = (await ledger.listPayouts(refundId)).at(-1);
  return payout?.vendor_id ? followPayout(container, payout, actor) : refund;
}
