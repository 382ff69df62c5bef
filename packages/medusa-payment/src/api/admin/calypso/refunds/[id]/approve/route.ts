import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { adminActor } from "../../../../../../api-support/admin-actor";
import { approveRefund } from "../../../../../../refunds/approval/approve-refund";

/** A second admin approves a refund. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ refund: await approveRefund(req.scope, String(req.params.id), adminActor(req)) });
}
