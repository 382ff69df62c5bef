import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { submitMassPayout } from "../../../../../refunds/mass-payout/submit-mass-payout";
import { adminActor } from "../../../admin-actor";
import type { MassPayoutBody } from "../validators";

/** Pays ready refunds of one currency out in mass payouts. */
export async function POST(req: AuthenticatedMedusaRequest<MassPayoutBody>, res: MedusaResponse): Promise<void> {
  res.json({ batches: await submitMassPayout(req.scope, req.validatedBody.ids, adminActor(req)) });
}
