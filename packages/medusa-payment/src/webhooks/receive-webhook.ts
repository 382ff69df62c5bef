import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { handleWebhook } from "./handle-webhook";

/** The route handler around {@link handleWebhook}. */
export async function receiveWebhook(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const rawBody = req.rawBody as Buffer | undefined;
  const answer = await handleWebhook(req.scope, rawBody ?? Buffer.alloc(0), req.headers);
  if (answer.retryAfterSeconds) res.setHeader("retry-after", String(answer.retryAfterSeconds));
  res.status(answer.status).json(answer.body);
}
