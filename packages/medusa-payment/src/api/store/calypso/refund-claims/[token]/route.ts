import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { showClaim, takeClaim } from "../answer-claim";
import type { ClaimBody } from "../validators";

/** For storefronts that send the token in the path, where logs keep it. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  await showClaim(req, res, String(req.params.token));
}

export async function POST(req: MedusaRequest<ClaimBody>, res: MedusaResponse): Promise<void> {
  await takeClaim(req, res, String(req.params.token));
}
