import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { cancelRefund } from "../../../../../../refunds/recovery/cancel-refund";
import { adminActor } from "../../../../admin-actor";
import type { ReasonBody } from "../../../payments/validators";

/** Reverses a refund, in Medusa's books too. */
export async function POST(req: AuthenticatedMedusaRequest<ReasonBody>, res: MedusaResponse): Promise<void> {
  const { reason } = req.validatedBody;
  res.json({ refund: await cancelRefund(req.scope, String(req.params.id), reason, adminActor(req)) });
}
