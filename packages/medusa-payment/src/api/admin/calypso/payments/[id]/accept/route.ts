import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { adminActor } from "../../../../../../api-support/admin-actor";
import { acceptPayment } from "../../../../../../interventions/accept-payment";
import type { reasonBody } from "../../validators";

/** Takes an under- or overpayment, or late money, for paid. */
export async function POST(req: AuthenticatedMedusaRequest<reasonBody>, res: MedusaResponse): Promise<void> {
  const { reason } = req.validatedBody;
  res.json({ payment: await acceptPayment(req.scope, String(req.params.id), reason, adminActor(req)) });
}
