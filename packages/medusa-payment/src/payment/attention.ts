import type { Attention, PaymentRow } from "../modules/ledger/types";
import { updatePayment, type Why } from "./update-payment";
import type { SettleContext } from "./with-payment";

/** Lists a payment for a person to look at, once per reason. */
export async function flagAttention(
  context: SettleContext,
  row: PaymentRow,
  attention: Attention,
  why: Why = {},
): Promise<PaymentRow> {
  if (row.attention === attention || row.attention_resolved === attention) return row;
  const changes = { attention, attention_at: new Date() };
  return updatePayment(context, row, changes, { action: `attention.${attention}`, ...why });
}

/** Takes a payment off the attention list once its problem has resolved itself. */
export async function clearAttention(
  context: SettleContext,
  row: PaymentRow,
  attentions: Attention[],
): Promise<PaymentRow> {
  if (!row.attention || !attentions.includes(row.attention as Attention)) return row;
  return updatePayment(context, row, { attention: null, attention_at: null }, { action: "attention.cleared" });
}
