import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { approveRefund } from "../../../../../../refunds/approval/approve-refund";
import { adminActor } from "../../../../admin-actor";

/** A second admin approves a refund. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ refund: await approveRefund(req.scope, String(req.params.id), adminActor(req)) });
}
