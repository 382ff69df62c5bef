import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { reconcile } from "../../../../reconcile/reconcile";

/** Runs the reconcile job now, including recent changes. Answers when it is done, or at once if another instance holds the job. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ report: await reconcile(req.scope, { graceMs: 0 }) });
}
