import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { checkHealth } from "../../../../health/check-health";

/** Whether payments can arrive: credentials, clock, balances, webhooks, last event, backlog. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ health: await checkHealth(req.scope) });
}
