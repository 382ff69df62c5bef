import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { adminActor } from "../../../../../../api-support/admin-actor";
import { retryRefund } from "../../../../../../refunds/recovery/retry-refund";

/** Tries to pay a refund out again, after the last attempt is dead. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ refund: await retryRefund(req.scope, String(req.params.id), adminActor(req)) });
}
