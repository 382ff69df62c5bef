import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { previewRefund } from "../../../../../../../refunds/request/preview-refund";
import type { requestRefundBody } from "../../../validators";

/** What a refund would do: rate, fee, what arrives, balance before and after. Changes nothing. */
export async function POST(req: AuthenticatedMedusaRequest<requestRefundBody>, res: MedusaResponse): Promise<void> {
  const request = { payment_id: String(req.params.id), ...req.validatedBody };
  res.json({ preview: await previewRefund(req.scope, request) });
}
