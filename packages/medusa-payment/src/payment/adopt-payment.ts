import type { PaymentRow } from "../modules/ledger/types";
import type { SettleContext } from "./with-payment";

/** Gives a payment to a live session of its cart over the same amount. */
export async function adoptPayment(
  { ledger, actor }: Pick<SettleContext, "ledger" | "actor">,
  row: PaymentRow,
  sessionId: string,
): Promise<PaymentRow> {
  const state = { from_state: row.outcome, to_state: row.outcome };
  const audit = { actor, action: "payment.adopted", ...state, data: { session_id: sessionId } };
  return ledger.payments.moveToSession(row, sessionId, audit);
}
