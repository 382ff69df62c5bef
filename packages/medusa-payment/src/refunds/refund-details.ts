import type LedgerModuleService from "../modules/ledger/service";
import type { ClaimRow, PayoutRow, RefundRow } from "../modules/ledger/types";

/** A refund with its payout attempts, oldest first, and its claim links, without what opens them. */
export type RefundDetails = RefundRow & { payouts: PayoutRow[]; claim_links: Omit<ClaimRow, "token_digest">[] };

export async function refundDetails(ledger: LedgerModuleService, refund: RefundRow): Promise<RefundDetails> {
  const [payouts, claims] = await Promise.all([
    ledger.payouts.listByRefund(refund.id),
    ledger.listLedgerClaims({ refund_id: refund.id }, { order: { created_at: "ASC" } }),
  ]);
  return { ...refund, payouts, claim_links: claims.map(({ token_digest: _, ...link }) => link) };
}
