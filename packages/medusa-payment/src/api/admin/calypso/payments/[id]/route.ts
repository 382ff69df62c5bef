import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { LEDGER } from "../../../../../modules/ledger/key";

/** One payment with the invoices of its widget, its refunds and its audit trail. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const ledger = req.scope.resolve(LEDGER);
  const id = String(req.params.id);
  const payment = await ledger.findPayment(id);
  if (!payment) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Calypso: there is no payment ${id}`);
  const [invoices, refunds, audit] = await Promise.all([
    ledger.listChildren(id),
    ledger.listLedgerRefunds({ payment_id: id }, { order: { created_at: "ASC" } }),
    ledger.listLedgerAuditEntries({ subject_id: id }, { order: { created_at: "ASC" }, take: 200 }),
  ]);
  res.json({ payment: { ...payment, invoices, refunds, audit } });
}
