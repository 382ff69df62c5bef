import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { retryRefund } from "../../../../../../refunds/recovery/retry-refund";
import { adminActor } from "../../../../admin-actor";

/** Pays a refund out again after its last attempt failed. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ refund: await retryRefund(req.scope, String(req.params.id), adminActor(req)) });
}
