import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { claimRefund, readClaim } from "../../../../../refunds/claim/claim-refund";
import type { ClaimBody } from "../validators";

/** The refund that a claim link is for. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  res.setHeader("cache-control", "no-store");
  res.json({ claim: await readClaim(req.scope, String(req.params.token)) });
}

/** Gives the refund the shopper's address. */
export async function POST(req: MedusaRequest<ClaimBody>, res: MedusaResponse): Promise<void> {
  res.json({ claim: await claimRefund(req.scope, String(req.params.token), req.validatedBody.destination) });
}
