import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { claimRefund, readClaim } from "../../../../../refunds/claim/claim-refund";
import { recordAdminOpening } from "../../../../../refunds/gatekeeper/record-admin-opening";
import type { ClaimBody } from "../validators";

/** The refund that a claim link is for. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const token = String(req.params.token);
  const claim = await readClaim(req.scope, token);
  await recordAdminOpening(req.scope, token, req.session);
  res.json({ claim });
}

/** Gives the refund the shopper's address. */
export async function POST(req: MedusaRequest<ClaimBody>, res: MedusaResponse): Promise<void> {
  const token = String(req.params.token);
  await recordAdminOpening(req.scope, token, req.session);
  res.json({ claim: await claimRefund(req.scope, token, req.validatedBody.destination) });
}
