import { decimal } from "@calypso-commerce/core/money";
import type { MedusaContainer } from "@medusajs/framework/types";
import { LEDGER } from "../../modules/ledger/key";
import type { RefundRow } from "../../modules/ledger/types";
import { refundableOf } from "../request/refundable";

/** Takes a payment off the attention list when the last of its money that no order took has been paid back. */
export async function releaseAttention(container: MedusaContainer, refund: RefundRow): Promise<void> {
  if (refund.source !== "ledger") return;
  const ledger = container.resolve(LEDGER);
  const row = await ledger.payments.find(refund.payment_id);
  if (!row?.attention) return;
  const open = await ledger.listLedgerRefunds({ payment_id: row.id, source: "ledger", reversed_at: null });
  if (open.some(({ state }) => state !== "completed")) return;
  const { unclaimed } = await refundableOf(container, row);
  if (unclaimed && decimal.isPositive(unclaimed.fiat)) return;
  const audit = { actor: "job" as const, action: "attention.refunded", from_state: row.attention };
  const over = { attention: null, attention_at: null, attention_resolved: row.attention, closed_at: new Date() };
  await ledger.payments.change(row.id, over, audit);
}
