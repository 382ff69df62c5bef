import type { RefundRow } from "../../modules/ledger/types";
import type { CalypsoSettings } from "../../options/calypso-options";
import { exceeds } from "../amount/fiat-limit";

/** What a refund that is not paid out waits for: an address, a second admin, or nothing. */
export function waitingState(
  refund: Pick<RefundRow, "amount" | "currency_code" | "destination" | "approved_at">,
  { approvalAbove }: CalypsoSettings["refunds"],
): RefundRow["state"] {
  if (!refund.destination) return "awaiting_destination";
  const needsApproval = exceeds(approvalAbove, refund.currency_code, refund.amount);
  return needsApproval && !refund.approved_at ? "awaiting_approval" : "ready";
}
