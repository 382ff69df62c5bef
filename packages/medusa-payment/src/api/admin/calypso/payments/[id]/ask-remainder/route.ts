import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { adminActor } from "../../../../../../api-support/admin-actor";
import { askRemainder } from "../../../../../../interventions/ask-remainder";
import type { reasonBody } from "../../validators";

/** Emits the event by which the merchant's mail asks the shopper for what is missing. */
export async function POST(req: AuthenticatedMedusaRequest<reasonBody>, res: MedusaResponse): Promise<void> {
  const { reason } = req.validatedBody;
  res.json({ payment: await askRemainder(req.scope, String(req.params.id), reason, adminActor(req)) });
}
