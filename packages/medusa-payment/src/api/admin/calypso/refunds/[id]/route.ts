import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { LEDGER } from "../../../../../modules/ledger/key";
import { getRefund } from "../../../../../refunds/get-refund";
import { refundDetails } from "../../../../../refunds/refund-details";

/** One refund with its payout attempts, claim links and audit trail. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const ledger = req.scope.resolve(LEDGER);
  const id = String(req.params.id);
  const refund = await refundDetails(ledger, await getRefund(ledger, id));
  const audit = await ledger.listLedgerAuditEntries({ subject_id: id }, { order: { created_at: "ASC" }, take: 200 });
  res.json({ refund: { ...refund, audit } });
}
