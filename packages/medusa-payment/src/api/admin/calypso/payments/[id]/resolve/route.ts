import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { adminActor } from "../../../../../../api-support/admin-actor";
import { resolveAttention } from "../../../../../../interventions/resolve-attention";
import type { reasonBody } from "../../validators";

/** Takes a payment off the attention list. */
export async function POST(req: AuthenticatedMedusaRequest<reasonBody>, res: MedusaResponse): Promise<void> {
  const { reason } = req.validatedBody;
  res.json({ payment: await resolveAttention(req.scope, String(req.params.id), reason, adminActor(req)) });
}
