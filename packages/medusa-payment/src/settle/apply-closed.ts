import type { PaymentRow } from "../modules/ledger/types";
import { bookWhatIsCaptured } from "./apply-settled";
import { keep, note, type Settling } from "./settling";

const REASON = {
  expired: "the invoice expired after its order was placed, and no money is there",
  late: "money came after the invoice had expired",
  declined: "the vendor's compliance check refused the money",
};

/** The vendor takes no more money for the invoice. Unpaid and without an order it is done with; else somebody must look. */
export async function applyClosed(
  settling: Settling,
  row: PaymentRow,
  outcome: "expired" | "late" | "declined",
): Promise<PaymentRow> {
  if (outcome === "expired" && !row.order_id) {
    return row.closed_at ? row : keep(settling, row, { closed_at: new Date() }, "payment.closed");
  }
  await bookWhatIsCaptured(settling, row);
  return note(settling, row, outcome, REASON[outcome]);
}
