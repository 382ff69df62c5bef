import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { LEDGER } from "../../../../../../modules/ledger/key";
import { requestRefund } from "../../../../../../refunds/request/request-refund";
import { adminActor } from "../../../../admin-actor";
import type { RequestRefundBody } from "../../../refunds/validators";

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const filters = { payment_id: String(req.params.id) };
  const refunds = await req.scope.resolve(LEDGER).listLedgerRefunds(filters, { order: { created_at: "ASC" } });
  res.json({ refunds });
}

/** Refunds a payment in full or in part. With a destination it is paid out at once. */
export async function POST(req: AuthenticatedMedusaRequest<RequestRefundBody>, res: MedusaResponse): Promise<void> {
  const request = { payment_id: String(req.params.id), ...req.validatedBody };
  res.json({ refund: await requestRefund(req.scope, request, adminActor(req)) });
}
