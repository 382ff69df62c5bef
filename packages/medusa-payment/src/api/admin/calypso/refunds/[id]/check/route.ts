import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { adminActor } from "../../../../../../api-support/admin-actor";
import { checkRefund } from "../../../../../../refunds/recovery/check-refund";

/** Asks the vendor how far a refund's payout is. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ refund: await checkRefund(req.scope, String(req.params.id), adminActor(req)) });
}
