import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { askRemainder } from "../../../../../../interventions/ask-remainder";
import { adminActor } from "../../../../admin-actor";
import type { ReasonBody } from "../../validators";

/** Emits the event on which the merchant's mail asks the shopper for the remainder. */
export async function POST(req: AuthenticatedMedusaRequest<ReasonBody>, res: MedusaResponse): Promise<void> {
  const { reason } = req.validatedBody;
  res.json({ payment: await askRemainder(req.scope, String(req.params.id), reason, adminActor(req)) });
}
