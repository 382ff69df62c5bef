import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { LEDGER } from "../../../../../modules/ledger/key";
import { getRefund } from "../../../../../refunds/get-refund";

/** One refund with its payout attempts, claim links and audit trail. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const ledger = req.scope.resolve(LEDGER);
  const id = String(req.params.id);
  const refund = await getRefund(ledger, id);
  const [payouts, claims, audit] = await Promise.all([
    ledger.listPayouts(id),
    ledger.listLedgerClaims({ refund_id: id }, { order: { created_at: "ASC" } }),
    ledger.listLedgerAuditEntries({ subject_id: id }, { order: { created_at: "ASC" }, take: 200 }),
  ]);
  const links = claims.map(({ token_digest: _, ...link }) => link);
  res.json({ refund: { ...refund, payouts, claim_links: links, audit } });
}
