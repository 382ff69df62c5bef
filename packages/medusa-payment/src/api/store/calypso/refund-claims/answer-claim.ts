import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { claimRefund, readClaim } from "../../../../refunds/claim/claim-refund";
import { recordAdminOpening } from "../../../../refunds/gatekeeper/record-admin-opening";
import type { ClaimBody } from "./validators";

/** Answers with the refund that a claim link is for. */
export async function showClaim(req: MedusaRequest, res: MedusaResponse, token: string): Promise<void> {
  const claim = await readClaim(req.scope, token);
  await recordAdminOpening(req.scope, token, req.session);
  res.json({ claim });
}

/** Gives the refund the shopper's address. */
export async function takeClaim(req: MedusaRequest<ClaimBody>, res: MedusaResponse, token: string): Promise<void> {
  await recordAdminOpening(req.scope, token, req.session);
  res.json({ claim: await claimRefund(req.scope, token, req.validatedBody.destination) });
}
