import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { LEDGER } from "../../../../modules/ledger/key";

/** How many payments need a person, by reason. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ attention: await req.scope.resolve(LEDGER).health.countAttention() });
}
