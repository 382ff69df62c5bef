import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { adminActor } from "../../../../../../api-support/admin-actor";
import { attachPayment } from "../../../../../../interventions/attach-payment";
import type { attachBody } from "../../validators";

/** Gives money without an order to an order that waits for it, or to its own cart. */
export async function POST(req: AuthenticatedMedusaRequest<attachBody>, res: MedusaResponse): Promise<void> {
  res.json({ payment: await attachPayment(req.scope, String(req.params.id), req.validatedBody, adminActor(req)) });
}
