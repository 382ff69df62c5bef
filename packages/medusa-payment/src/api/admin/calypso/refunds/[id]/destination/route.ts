import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { setDestination } from "../../../../../../refunds/destination/set-destination";
import { adminActor } from "../../../../admin-actor";
import type { DestinationBody } from "../../validators";

/** Sets or corrects a refund's address. */
export async function POST(req: AuthenticatedMedusaRequest<DestinationBody>, res: MedusaResponse): Promise<void> {
  const refund = await setDestination(req.scope, String(req.params.id), req.validatedBody, adminActor(req));
  res.json({ refund });
}
