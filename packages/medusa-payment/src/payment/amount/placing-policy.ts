import type { PaymentRow } from "../../modules/ledger/types";
import type { CalypsoSettings } from "../../options/calypso-options";

/**
 * When this payment's order may be placed. `"detected"` only if the merchant's policy says so, the whole amount was seen, and no
 * check holds it: otherwise a shopper who sends a cent would get an order that is announced, and never paid.
 */
export function placingPolicy(
  row: Pick<PaymentRow, "outcome" | "seen_in_full">,
  { placeOrderOn, heldPayments }: CalypsoSettings["payments"],
): CalypsoSettings["payments"]["placeOrderOn"] {
  const waits = row.outcome === "held" && heldPayments === "wait";
  const isSeen = row.outcome === "detected" || row.outcome === "held" ? row.seen_in_full : true;
  return isSeen && !waits ? placeOrderOn : "settled";
}
