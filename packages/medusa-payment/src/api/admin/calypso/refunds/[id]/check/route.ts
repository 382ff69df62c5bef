import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { checkRefund } from "../../../../../../refunds/recovery/check-refund";
import { adminActor } from "../../../../admin-actor";

/** Reads a refund's payout from Calypso now. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ refund: await checkRefund(req.scope, String(req.params.id), adminActor(req)) });
}
