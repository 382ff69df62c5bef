import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { adminActor } from "../../../../../api-support/admin-actor";
import { submitMassPayout } from "../../../../../refunds/mass-payout/submit-mass-payout";
import type { massPayoutBody } from "../../payments/validators";

/** Pays many ready refunds of one currency out as one mass payout. */
export async function POST(req: AuthenticatedMedusaRequest<massPayoutBody>, res: MedusaResponse): Promise<void> {
  res.json({ batches: await submitMassPayout(req.scope, req.validatedBody.ids, adminActor(req)) });
}
