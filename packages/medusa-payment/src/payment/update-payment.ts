import type { AuditReason } from "../modules/ledger/audit-reason";
import type { PaymentRow } from "../modules/ledger/types";
import type { SettleContext } from "./with-payment";

/** Why a payment is changed: a code with values for its sentence, or somebody's own words. */
export interface Why {
  code?: AuditReason;
  words?: string | undefined;
  data?: Record<string, unknown>;
}

/** Changes a row and adds a line to its audit trail. */
export async function updatePayment(
  { ledger, actor }: Pick<SettleContext, "ledger" | "actor">,
  row: PaymentRow,
  changes: Partial<PaymentRow>,
  { action, code, words, data }: Why & { action: string },
): Promise<PaymentRow> {
  const why = { reason_code: code, reason: words, data: { ...changes, ...data } };
  const audit = { actor, action, from_state: row.outcome, to_state: row.outcome, ...why };
  return ledger.payments.change(row.id, changes, audit);
}
