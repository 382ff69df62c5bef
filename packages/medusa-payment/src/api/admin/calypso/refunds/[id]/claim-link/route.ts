import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { createClaimLink, revokeClaimLinks } from "../../../../../../refunds/claim/create-claim-link";
import { adminActor } from "../../../../admin-actor";

/** Creates a link by which the shopper gives the address, and revokes earlier ones. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { claim, url } = await createClaimLink(req.scope, String(req.params.id), adminActor(req));
  res.json({ claim_link: { id: claim.id, url, expires_at: claim.expires_at } });
}

/** Revokes the open link. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ revoked: await revokeClaimLinks(req.scope, String(req.params.id), adminActor(req)) });
}
