import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { adminActor } from "../../../../../../api-support/admin-actor";
import { settlePayment } from "../../../../../../settle/settle-payment";

/** Asks the vendor about a payment now and applies the answer. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ payment: await settlePayment(req.scope, String(req.params.id), adminActor(req)) });
}
