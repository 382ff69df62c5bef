import type { MedusaContainer } from "@medusajs/framework/types";
import type { Gateway } from "../gateway/gateway";
import type LedgerModuleService from "../modules/ledger/service";
import type { Actor, Attention, PaymentRow } from "../modules/ledger/types";

/** What the parts of settling share. */
export interface Settling {
  container: MedusaContainer;
  ledger: LedgerModuleService;
  gateway: Gateway;
  actor: Actor;
}

/** Changes a row with a line in the audit trail. */
export async function keep(
  { ledger, actor }: Settling,
  row: PaymentRow,
  changes: Partial<PaymentRow>,
  action: string,
  reason?: string,
): Promise<PaymentRow> {
  const audit = { actor, action, from_state: row.outcome, to_state: row.outcome, reason, data: { ...changes } };
  return ledger.payments.change(row.id, changes, audit);
}

/** Lists a payment for a person to look at, once for each reason. */
export async function note(
  settling: Settling,
  row: PaymentRow,
  attention: Attention,
  reason?: string,
): Promise<PaymentRow> {
  if (row.attention === attention || row.attention_resolved === attention) return row;
  return keep(settling, row, { attention, attention_at: new Date() }, `attention.${attention}`, reason);
}

/** Takes a payment off the list when what was wrong has become right by itself. */
export async function clear(settling: Settling, row: PaymentRow, attentions: Attention[]): Promise<PaymentRow> {
  if (!row.attention || !attentions.includes(row.attention as Attention)) return row;
  return keep(settling, row, { attention: null, attention_at: null }, "attention.cleared");
}
