import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { resolveAttention } from "../../../../../../interventions/resolve-attention";
import { adminActor } from "../../../../admin-actor";
import type { ReasonBody } from "../../validators";

/** Takes a payment off the attention list. */
export async function POST(req: AuthenticatedMedusaRequest<ReasonBody>, res: MedusaResponse): Promise<void> {
  const { reason } = req.validatedBody;
  res.json({ payment: await resolveAttention(req.scope, String(req.params.id), reason, adminActor(req)) });
}
