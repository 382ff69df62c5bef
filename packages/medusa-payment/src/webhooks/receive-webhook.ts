import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { handleWebhook } from "./handle-webhook";
import { readRawBody } from "./read-raw-body";

/** The route handler around {@link handleWebhook}. */
export async function receiveWebhook(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const rawBody = (await readRawBody(req)) ?? Buffer.alloc(0);
  const answer = await handleWebhook(req.scope, rawBody, req.headers);
  if (answer.retryAfterSeconds) res.setHeader("retry-after", String(answer.retryAfterSeconds));
  res.status(answer.status).json(answer.body);
}
