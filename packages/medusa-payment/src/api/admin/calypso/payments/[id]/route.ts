import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { LEDGER } from "../../../../../modules/ledger/key";
import { refundDetails } from "../../../../../refunds/refund-details";
import { refundableOf } from "../../../../../refunds/request/refundable";
import { withOrderNumbers } from "../../order-numbers";

/** One payment with its widget's invoices, its refunds, the refundable amounts and its audit trail. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const ledger = req.scope.resolve(LEDGER);
  const id = String(req.params.id);
  const row = await ledger.payments.find(id);
  if (!row) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Calypso: there is no payment ${id}`);
  const [invoices, refunds, audit, { captured, unclaimed }, [payment]] = await Promise.all([
    ledger.payments.listChildren(id),
    ledger.listLedgerRefunds({ payment_id: id }, { order: { created_at: "ASC" } }),
    ledger.listLedgerAuditEntries({ subject_id: id }, { order: { created_at: "ASC" }, take: 200 }),
    refundableOf(req.scope, row),
    withOrderNumbers(req.scope, [row]),
  ]);
  const detailed = await Promise.all(refunds.map((refund) => refundDetails(ledger, refund)));
  const refundable = { captured: captured?.fiat ?? null, unclaimed: unclaimed ?? null };
  res.json({ payment: { ...payment, invoices, refunds: detailed, refundable, audit } });
}
