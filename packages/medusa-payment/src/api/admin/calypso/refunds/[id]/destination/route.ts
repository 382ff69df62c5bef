import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { adminActor } from "../../../../../../api-support/admin-actor";
import { setDestination } from "../../../../../../refunds/destination/set-destination";
import type { destinationBody } from "../../../payments/validators";

/** Says where a refund goes, or corrects it. */
export async function POST(req: AuthenticatedMedusaRequest<destinationBody>, res: MedusaResponse): Promise<void> {
  const refund = await setDestination(req.scope, String(req.params.id), req.validatedBody, adminActor(req));
  res.json({ refund });
}
