import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { adminActor } from "../../../../../../api-support/admin-actor";
import { cancelRefund } from "../../../../../../refunds/recovery/cancel-refund";
import type { reasonBody } from "../../../payments/validators";

/** Takes a refund back, out of Medusa's books too. */
export async function POST(req: AuthenticatedMedusaRequest<reasonBody>, res: MedusaResponse): Promise<void> {
  const { reason } = req.validatedBody;
  res.json({ refund: await cancelRefund(req.scope, String(req.params.id), reason, adminActor(req)) });
}
