import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { attachPayment } from "../../../../../../interventions/attach-payment";
import { adminActor } from "../../../../admin-actor";
import type { AttachBody } from "../../validators";

/** Attaches money without an order to a waiting order, or to its own cart. */
export async function POST(req: AuthenticatedMedusaRequest<AttachBody>, res: MedusaResponse): Promise<void> {
  res.json({ payment: await attachPayment(req.scope, String(req.params.id), req.validatedBody, adminActor(req)) });
}
