import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { previewRefund } from "../../../../../../../refunds/request/preview-refund";
import type { RequestRefundBody } from "../../../../refunds/validators";

/** Previews a refund: rate, fee, arriving amount, balance before and after. Changes nothing. */
export async function POST(req: AuthenticatedMedusaRequest<RequestRefundBody>, res: MedusaResponse): Promise<void> {
  const request = { payment_id: String(req.params.id), ...req.validatedBody };
  res.json({ preview: await previewRefund(req.scope, request) });
}
