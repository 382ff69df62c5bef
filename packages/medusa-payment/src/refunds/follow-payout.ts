import { type Payout, payoutOutcome } from "@calypso-commerce/core";
import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { gatewayFor } from "../gateway/gateway";
import { LEDGER } from "../modules/ledger/key";
import type LedgerModuleService from "../modules/ledger/service";
import type { Actor, PayoutRow, RefundRow } from "../modules/ledger/types";

/** Reads a payout from the vendor and writes into the ledger how far the refund's money is. */
export async function followPayout(container: MedusaContainer, payout: PayoutRow, actor: Actor): Promise<RefundRow> {
  const ledger = container.resolve(LEDGER);
  const startedAt = new Date();
  const key = payout.vendor_id ? { id: payout.vendor_id } : { idempotencyKey: payout.idempotency_key };
  const read = await gatewayFor(ledger.settings).client.payout.get(key);
  return recordPayout(ledger, payout, read, actor, startedAt);
}

/** Writes what the vendor answered about a payout, to the attempt and to its refund. */
export async function recordPayout(
  ledger: LedgerModuleService,
  payout: PayoutRow,
  read: Payout,
  actor: Actor,
  startedAt: Date,
): Promise<RefundRow> {
  const { outcome, transactionHash, problems } = payoutOutcome(read);
  const error = problems.length > 0 ? problems.join(", ") : null;
  const changes: Partial<PayoutRow> = {
    vendor_id: read.id,
    state: read.state,
    outcome,
    transaction_hash: transactionHash ?? payout.transaction_hash,
    fee: read.calypsoFee ?? payout.fee,
    error,
    read_at: startedAt,
  };
  const now = await ledger.changePayout(payout.id, changes, undefined, startedAt);
  const refund = await ledger.findRefund(payout.refund_id);
  if (!refund) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Calypso: payout ${payout.id} belongs to no refund`);
  if (refund.state === now.outcome && refund.error === error) return refund;
  const state = now.outcome as RefundRow["state"];
  const audit = {
    actor,
    action: `refund.${state}`,
    from_state: refund.state,
    to_state: state,
    reason: error ?? `Calypso says ${now.state}`,
    data: { payout: now.id },
  };
  return (await ledger.changeRefund(refund.id, { state, error }, audit)) as RefundRow;
}
