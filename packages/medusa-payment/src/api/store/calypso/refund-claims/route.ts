import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { showClaim, takeClaim } from "./answer-claim";
import type { ClaimBody } from "./validators";

// In a header, since servers and proxies log the path of each request.
const tokenOf = (req: MedusaRequest) => String(req.headers["x-claim-token"] ?? "");

export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  await showClaim(req, res, tokenOf(req));
}

export async function POST(req: MedusaRequest<ClaimBody>, res: MedusaResponse): Promise<void> {
  await takeClaim(req, res, tokenOf(req as MedusaRequest));
}
