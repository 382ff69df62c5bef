import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { createPaymentLink } from "../../../../../../payment-links/create-payment-link";
import { adminActor } from "../../../../admin-actor";

/** Creates a link to pay what an order, or a draft order, still costs. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ payment_link: await createPaymentLink(req.scope, String(req.params.id), adminActor(req)) });
}
